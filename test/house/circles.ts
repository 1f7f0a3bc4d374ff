/** Groups of two and more that lead back to themselves, each with its members in the order found (Tarjan 1972). */
export function circlesIn(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = []
  const order = new Map<string, number>()
  const open: string[] = []
  function visit(node: string): number {
    order.set(node, order.size)
    let lowest = order.size - 1
    open.push(node)
    for (const next of arrows.get(node) ?? []) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next))
      else if (open.includes(next)) lowest = Math.min(lowest, order.get(next) ?? lowest)
    }
    if (lowest === order.get(node)) {
      const circle = open.splice(open.indexOf(node))
      if (circle.length > 1 || arrows.get(node)?.includes(node)) circles.push(circle)
    }
    return lowest
  }
  for (const node of arrows.keys()) if (!order.has(node)) visit(node)
  return circles
}
