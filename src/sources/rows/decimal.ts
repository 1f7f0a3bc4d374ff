/**
 * Money as platforms print it, without a detour over floating point: integers of a ten-thousandth, the lake's finest.
 * `tenThousandths('19.90')` is `199000n`; null for what is no plain number or finer than that.
 */
export function tenThousandths(text: string | null | undefined): bigint | null {
  const [, sign, whole = '', part = ''] = /^([+-]?)(\d{1,14})(?:\.(\d+))?$/.exec(text?.trim() ?? '') ?? []
  if (whole === '' || /[^0]/.test(part.slice(4))) return null
  const size = BigInt(whole + part.slice(0, 4).padEnd(4, '0'))
  return sign === '-' ? -size : size
}

/** `showTenThousandths(199000n)` is `19.90`: two digits at least, four at most. */
export function showTenThousandths(value: bigint): string {
  const size = value < 0n ? -value : value
  const digits = String(size).padStart(5, '0')
  const part = digits.slice(-4).replace(/0{1,2}$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${part}`
}

/**
 * The price of a piece and the discount of a line, of which only the sums are known: `quantity * unit - discount` is
 * `total` to the cent. The price is rounded up, so that the discount never falls below zero for it.
 */
export function unitAndDiscount(line: { subtotal: bigint; total: bigint; quantity: bigint }): {
  unit: bigint
  discount: bigint
} {
  const { subtotal, total, quantity } = line
  const unit = (subtotal + quantity - 1n) / quantity
  const asked = ((unit * quantity + 50n) / 100n) * 100n
  return { unit, discount: asked - total }
}
