/** Every session of the window, a column a field: half a million of them fit into 20 MB. */
export interface Sessions {
  count: number
  /** epoch seconds */
  readonly at: Uint32Array
  readonly product: Uint16Array
  readonly customer: Uint32Array
  readonly channel: Uint8Array
  readonly device: Uint8Array
  readonly region: Uint8Array
  readonly returning: Uint8Array
  /** 0 none, 1 control, 2 treatment */
  readonly variant: Uint8Array
  readonly pageViews: Uint8Array
  readonly productViews: Uint8Array
  readonly searches: Uint8Array
  readonly cartAdds: Uint8Array
  readonly seconds: Uint16Array
  readonly priceCents: Uint32Array
  /** percent */
  readonly discount: Uint8Array
  readonly inStock: Uint8Array
}

export function sessions(capacity: number): Sessions {
  const bytes = () => new Uint8Array(capacity)
  return {
    count: 0,
    at: new Uint32Array(capacity),
    product: new Uint16Array(capacity),
    customer: new Uint32Array(capacity),
    channel: bytes(),
    device: bytes(),
    region: bytes(),
    returning: bytes(),
    variant: bytes(),
    pageViews: bytes(),
    productViews: bytes(),
    searches: bytes(),
    cartAdds: bytes(),
    seconds: new Uint16Array(capacity),
    priceCents: new Uint32Array(capacity),
    discount: bytes(),
    inStock: bytes(),
  }
}
