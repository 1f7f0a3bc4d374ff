import { connect, createServer, type Socket } from 'node:net'

/** refused and cut; taken and never answered; the same, and what was open then is never answered, not even afterwards */
export type Outage = 'refused' | 'silent' | 'lost'

/** A line to a server that can go. */
export async function startProxy(to: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>()
  let line: 'open' | Outage = 'open'
  let lost = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const server = createServer((inside) => {
    keep(inside)
    if (line === 'refused') return void inside.destroy()
    if (line !== 'open') return
    const outside = keep(connect(to.port, to.host))
    const isHeard = () => line === 'open' && !lost.has(inside)
    inside.on('data', (part) => isHeard() && outside.write(part))
    outside.on('data', (part) => isHeard() && inside.write(part))
    inside.on('close', () => outside.destroy())
    outside.on('close', () => inside.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    goAway(kind: Outage) {
      line = kind
      if (kind === 'refused') cut()
    },
    comeBack() {
      if (line === 'lost') lost = new Set(sockets)
      else cut()
      line = 'open'
    },
    close() {
      cut()
      server.close()
    },
  }
}
