/** The part of ml-logistic-regression 2.0 used here; the package ships no types. */
declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix'

  interface TwoClasses {
    readonly weights: Matrix
    /** despite its name the probability of "not class i": the label of class i is coded 0 */
    testScores(features: Matrix): number[]
  }
  interface Stored {
    readonly name: 'LogisticRegression'
    readonly numberClasses: 2
    readonly classifiers: readonly { readonly weights: readonly (readonly number[])[] }[]
  }
  class LogisticRegression {
    constructor(options?: { numSteps?: number; learningRate?: number })
    readonly classifiers: readonly TwoClasses[]
    train(features: Matrix, target: Matrix): void
    static load(stored: Stored): LogisticRegression
    toJSON(): unknown
  }
  export = LogisticRegression
}
