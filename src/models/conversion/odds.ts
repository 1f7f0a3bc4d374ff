import { Z95 } from '../../stats/distributions/z.ts'
import { type ConversionModel, containerOf } from './conversion.ts'

/** Keeps the coefficients of a plain fit with a model, to be told in place of its own. */
export function withPlain(
  model: ConversionModel,
  { container, standardErrors, l2 }: ConversionModel,
): ConversionModel {
  return { ...model, plain: { weights: container.classifiers[0]?.weights[0] ?? [], standardErrors, l2 } }
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

/**
 * What moves the odds of buying, strongest first, with 95 % Wald intervals; association, not cause. A member or flag
 * is told as yes against no (its weight divided by its standard deviation). A strong penalty would draw them all to 1:
 * they are those of the plain fit.
 */
export function oddsRatios(model: ConversionModel): OddsRatio[] {
  const { encoder, container, standardErrors } = plainModel(model)
  const weights = container.classifiers[0]?.weights[0] ?? []
  return encoder.terms
    .map((term, i) => {
      const isSwitch = term.kind === 'member' || term.kind === 'flag' || term.kind === 'missing'
      const scale = isSwitch ? 1 / term.sd : 1
      const b = weights[i + 1] ?? 0
      const half = Z95 * (standardErrors[i + 1] ?? 0)
      const per: OddsRatio['per'] = isSwitch ? 'yes' : 'standard deviation'
      const [ratio, low, high] = [b, b - half, b + half].map((value) => Math.exp(value * scale))
      return {
        strength: Math.abs(b),
        name: term.name,
        ratio: ratio ?? 1,
        low: low ?? 1,
        high: high ?? 1,
        per,
      }
    })
    .sort((x, y) => y.strength - x.strength)
    .map(({ strength, ...odds }) => odds)
}
