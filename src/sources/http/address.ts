import { lookup } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Fault, messageOf } from '../../lib/errors.ts'

/** Loopback, link-local, private, shared and reserved ranges (RFC 6890): nothing a platform's API lives in. */
const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, prefix, 'ipv6')

/** Whether an address is of this machine or its network; an IPv4 address inside an IPv6 one is seen through. */
function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && inner.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

interface Gate {
  readonly hosts?: readonly string[]
  readonly allowPrivate?: boolean
  readonly privateHosts?: readonly string[]
}

/** The gate every address passes, a redirect's too. A name's address is judged by `lookupAdmitted`. */
export function admit(url: URL, { hosts, allowPrivate, privateHosts = [] }: Gate) {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Fault(`${url.protocol} is not the web.`, 'Give an address that begins with https://.')
  if (hosts && !hosts.includes(url.hostname))
    throw new Fault(
      `${url.hostname} is not among the hosts that may be asked.`,
      `Allowed: ${hosts.join(', ')}.`,
    )
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && !privateHosts.includes(host) && isPrivateAddress(host)) throw privateFault(host, host)
}

/** A DNS look-up for a connection. Judged where it is used, a name cannot be swapped between check and connection. */
export function lookupAdmitted(privateHosts: readonly string[]): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const inside = addresses?.find(({ address }) => isPrivateAddress(address))
      const first = addresses?.[0]
      if (error || !first) done(error, '', 4)
      else if (inside && !privateHosts.includes(host)) done(privateFault(host, inside.address), '', 4)
      else if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

/** The same gate for what is not asked over HTTP, such as a database. */
export async function admitHost(host: string, { allowPrivate, privateHosts = [] }: Gate): Promise<void> {
  if (allowPrivate || privateHosts.includes(host)) return
  const addresses = await lookupAll(host, { all: true }).catch((error: unknown) => {
    throw new Fault(`${host} is not known (${messageOf(error)}).`, 'Check its name and the network.')
  })
  const inside = addresses.find(({ address }) => isPrivateAddress(address))
  if (inside) throw privateFault(host, inside.address)
}

function privateFault(host: string, address: string): Fault {
  return new Fault(
    host === address
      ? `${address} is an address of this machine or its network.`
      : `${host} is at ${address}, an address of this machine or its network.`,
    'Name it in ALLOW_PRIVATE_HOSTS if it is a platform you run yourself.',
  )
}
