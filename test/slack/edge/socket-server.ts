import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { soon } from '../../support/soon.ts'

const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/** The server's end of Socket Mode: web sockets by the RFC, as far as one test needs them. */
export async function startSocketServer() {
  const acks: string[] = []
  const sockets: Duplex[] = []
  let isSilent = false
  const server = createServer()
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (data: Buffer) => {
      if (isSilent) return
      for (const { opcode, payload } of frames(data)) {
        if (opcode === TEXT) acks.push(payload.toString())
        if (opcode === PING) socket.write(frame(PONG, payload))
        if (opcode === CLOSE) socket.end(frame(CLOSE, payload))
      }
    })
    socket.write(frame(TEXT, Buffer.from('{"type":"hello","num_connections":1}')))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const write = (text: string) => sockets.at(-1)?.write(frame(TEXT, Buffer.from(text)))
  return {
    url: `ws://127.0.0.1:${port}/link`,
    acks,
    send: (envelope: object) => write(JSON.stringify(envelope)),
    /** what is no envelope at all */
    sendRaw: write,
    connections: () => sockets.length,
    connected: (count: number) =>
      soon(() => {
        if (sockets.length < count) throw new Error(`${sockets.length} of ${count} connections`)
      }),
    /** the line stands, and nothing comes back on it: no answer to a ping either */
    silence: () => {
      isSilent = true
    },
    /** the network goes away without a word */
    cut: () => sockets.at(-1)?.destroy(),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255])
  return Buffer.concat([head, payload])
}

/** What a client sends is short and masked. */
function frames(data: Buffer): { opcode: number; payload: Buffer }[] {
  const found = []
  for (let at = 0; at + 6 <= data.length; ) {
    const opcode = data.readUInt8(at) & 15
    const short = data.readUInt8(at + 1) & 127
    const length = short === 126 ? data.readUInt16BE(at + 2) : short
    const mask = at + (short === 126 ? 4 : 2)
    const key = data.subarray(mask, mask + 4)
    const payload = Buffer.from(data.subarray(mask + 4, mask + 4 + length))
    for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (key[i % 4] ?? 0)
    found.push({ opcode, payload })
    at = mask + 4 + length
  }
  return found
}
