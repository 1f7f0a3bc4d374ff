/** The few functions of jstat 1.9 used here; the package ships no types. */
declare module 'jstat' {
  interface Distribution<A extends number[]> {
    cdf(x: number, ...parameters: A): number
    inv(p: number, ...parameters: A): number
  }
  const jstat: {
    readonly jStat: {
      readonly normal: Distribution<[mean: number, sd: number]>
      readonly chisquare: Distribution<[degrees: number]>
      readonly studentt: Distribution<[degrees: number]>
      readonly beta: Distribution<[a: number, b: number]>
      gammaln(x: number): number
      lowRegGamma(shape: number, x: number): number
      ibeta(x: number, a: number, b: number): number
    }
  }
  export = jstat
}
