import { Z95 } from '../../stats/distributions/z.ts'
import { type ConversionModel, containerOf } from './conversion.ts'

/** Keeps the coefficients of a plain fit with a model, to be told in place of its own. */
export function withPlain(
  model: ConversionModel,
  { container, standardErrors, l2, unshrunk }: ConversionModel,
): ConversionModel {
  const weights = container.classifiers[0]?.weights[0] ?? []
  return { ...model, plain: { weights, standardErrors, l2, unshrunk } }
}

/** The model whose coefficients are told and asked what-ifs: that of the plain fit where one is kept. */
export function plainModel(model: ConversionModel): ConversionModel {
  const { plain, ...chosen } = model
  if (!plain) return model
  return {
    ...chosen,
    encoder: { ...model.encoder, products: [] },
    container: containerOf(Float64Array.from(plain.weights)),
    standardErrors: plain.standardErrors,
    l2: plain.l2,
    unshrunk: plain.unshrunk,
  }
}

export interface OddsRatio {
  readonly name: string
  /** times the odds of buying, for one standard deviation more (or, for a member or flag, for yes against no) */
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly per: 'standard deviation' | 'yes'
}

/** standard errors a standard deviation of a column beyond which its odds may be anything */
const UNTOLD = 1.5

/**
 * What moves the odds of buying, strongest first, with 95 % Wald intervals; association, not cause. A member or flag
 * is told as yes against no (its weight divided by its standard deviation). A penalty draws them all to 1 and makes them
 * look surer: they are those of the plain fit without what its penalty took, and what the rows do not tell is left out.
 */
export function oddsRatios(model: ConversionModel): OddsRatio[] {
  const plain = plainModel(model)
  const shrunk = plain.container.classifiers[0]?.weights[0] ?? []
  const { weights, standardErrors } = plain.unshrunk ?? {
    weights: shrunk,
    standardErrors: plain.standardErrors,
  }
  return plain.encoder.terms
    .map((term, i) => {
      const isSwitch = term.kind === 'member' || term.kind === 'flag' || term.kind === 'missing'
      const scale = isSwitch ? 1 / term.sd : 1
      const [b, se] = [weights[i + 1] ?? 0, standardErrors[i + 1] ?? 0]
      const per: OddsRatio['per'] = isSwitch ? 'yes' : 'standard deviation'
      const at = (errors: number) => Math.exp((b + errors * Z95 * se) * scale)
      const odds = { name: term.name, ratio: at(0), low: at(-1), high: at(1), per }
      return { strength: Math.abs(shrunk[i + 1] ?? 0), isTold: se < UNTOLD, odds }
    })
    .filter(({ isTold }) => isTold)
    .sort((x, y) => y.strength - x.strength)
    .map(({ odds }) => odds)
}
