/** The class behind robots-parser 3.0: the types of the package's entry do not fit how an ES module imports it. */
declare module 'robots-parser/Robots.js' {
  class Robots {
    constructor(url: string, contents: string)
    isAllowed(url: string, userAgent: string): boolean | undefined
    getCrawlDelay(userAgent: string): number | undefined
  }
  export = Robots
}
