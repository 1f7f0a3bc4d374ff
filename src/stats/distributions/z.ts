/** Half the width, in standard deviations, of the middle 80 % of a normal distribution: its 90th percentile. */
export const Z80 = 1.2815515655446004
/** Of the middle 90 %, and of 95 % on one side. */
export const Z90 = 1.6448536269514722
/** Of the middle 95 %. */
export const Z95 = 1.959963984540054
