import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { readConfig } from '../../src/config/config.ts'
import { VARIABLES } from '../../src/config/variables.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const { version, engines, bin } = JSON.parse(read('package.json'))
const known = new Set<string>(VARIABLES)

/** What another program reads, and the bot does not. */
const OTHERS = ['NODE_ENV', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD']

function expectRightSettings(settings: Readonly<Record<string, string>>): void {
  const own = Object.entries(settings).filter(([name]) => !OTHERS.includes(name))
  expect(own.map(([name]) => name).filter((name) => !known.has(name))).toEqual([])
  expect(readConfig(Object.fromEntries(own))).toMatchObject({ kind: 'config' })
}

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const of = (instruction: string) =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1))

  it('copies what there is, and .dockerignore lets all of it in and nothing else', () => {
    const copied = of('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1))
    for (const path of copied) expect(existsSync(join(ROOT, path)), path).toBe(true)
    const [all, ...let_in] = read('.dockerignore').trim().split('\n')
    expect(all).toBe('*')
    expect(let_in.map((line) => line.slice(1)).sort()).toEqual([...copied].sort())
    // every folder that is bundled
    for (const folder of ['bin', 'commands', 'jobs', 'migrations', 'src']) expect(copied).toContain(folder)
  })

  it('runs as nobody in particular, from pinned images of a Node that the bot takes, and can be asked how it is', () => {
    const images = of('FROM').map((line) => line.split(' ')[0] ?? '')
    expect(new Set(images).size).toBe(1)
    const [, major = '', minor = ''] = /^node:(\d+)\.(\d+)-/.exec(images[0] ?? '') ?? []
    const [, least = '', leastMinor = ''] = /(\d+)\.(\d+)/.exec(engines.node) ?? []
    expect(Number(major) * 1000 + Number(minor)).toBeGreaterThanOrEqual(
      Number(least) * 1000 + Number(leastMinor),
    )
    const last = lines.lastIndexOf('USER node')
    expect(last).toBeGreaterThan(0)
    expect(lines.slice(last).some((line) => /^(RUN|USER root)/.test(line))).toBe(false)
    expect(of('HEALTHCHECK')[0]).toContain('http://127.0.0.1:9090/livez')
    expect(of('ENTRYPOINT')[0]).toContain(bin.floorwalker)
    for (const installed of of('RUN').flatMap(
      (line) => /install -y \S+ (.*?) &&/.exec(line)?.[1]?.split(' ') ?? [],
    ))
      expect(installed).toContain('=')
    for (const line of of('ENV'))
      expectRightSettings(
        Object.fromEntries(line.split(' ').map((pair) => pair.split('=') as [string, string])),
      )
  })
})

describe('compose.yaml', () => {
  const service = z.object({
    image: z.string(),
    profiles: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).default({}),
    volumes: z.array(z.string()),
    ports: z.array(z.string()).default([]),
    depends_on: z.record(z.string(), z.unknown()).default({}),
    read_only: z.boolean().default(false),
  })
  const { services, volumes } = z
    .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
    .parse(parse(read('compose.yaml')))

  it('names only settings, services and volumes that there are, and images by their version', () => {
    const names = Object.keys(services)
    for (const { environment, depends_on, volumes: mounted, image } of Object.values(services)) {
      const settings = Object.entries(environment).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{\w+[^}]*\}/g, 'x'),
      ])
      expectRightSettings(Object.fromEntries(settings))
      expect(names).toEqual(expect.arrayContaining(Object.keys(depends_on)))
      for (const mount of mounted) expect(Object.keys(volumes)).toContain(mount.split(':')[0])
      expect(image).toMatch(/:\d/)
    }
    expect(services.bot?.image).toBe(`floorwalker:${version}`)
  })

  it('opens nothing to the network, writes where it may, and has Spark only in its profile', () => {
    for (const { ports } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(services.bot?.read_only).toBe(true)
    expect(services.bot?.volumes).toContain(`data:${services.bot?.environment.DATA_DIR}`)
    expect(
      Object.entries(services)
        .filter(([, { profiles }]) => profiles)
        .map(([name]) => name),
    ).toEqual(['spark'])
    // the lake lies under the same path for both
    expect(services.spark?.volumes).toEqual(services.bot?.volumes)
  })
})

describe('the manifests for Kubernetes', () => {
  const FOLDER = 'deploy/kubernetes'
  const files = readdirSync(join(ROOT, FOLDER))
  const all = files.flatMap((name) => parseAllDocuments(read(join(FOLDER, name))).map((one) => one.toJS()))
  const of = (kind: string) => all.filter((one) => one.kind === kind)
  const [deployment] = of('Deployment')
  const { template, replicas, selector } = deployment.spec
  const [container] = template.spec.containers

  it('are listed, and agree on names, labels, volumes and the version', () => {
    const [{ resources, images, labels }] = of('Kustomization')
    expect([...resources, 'kustomization.yaml'].sort()).toEqual(files.sort())
    expect(images).toEqual([{ name: container.image, newTag: version }])
    const own = labels[0].pairs
    for (const labelled of [
      selector.matchLabels,
      template.metadata.labels,
      of('PodDisruptionBudget')[0].spec.selector.matchLabels,
    ])
      expect(labelled).toEqual(own)
    const mounted = template.spec.volumes.map(({ name }: { name: string }) => name)
    for (const { name } of container.volumeMounts) expect(mounted).toContain(name)
    const [claim] = of('PersistentVolumeClaim')
    expect(template.spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name)
    expect(container.envFrom[0].configMapRef.name).toBe(of('ConfigMap')[0].metadata.name)
  })

  it('give settings that the bot reads, and none that is secret', () => {
    const { data } = of('ConfigMap')[0]
    expectRightSettings(data)
    expect(Object.keys(data).filter((name) => /TOKEN|SECRET|KEY|URL$/.test(name))).toEqual([])
    const paths = container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)
    expect(paths).toEqual(expect.arrayContaining([data.DATA_DIR, data.SPILL_DIR, '/tmp']))
  })

  it('run several as nobody in particular, and let one at least stand', () => {
    expect(of('PodDisruptionBudget')[0].spec.minAvailable).toBeLessThan(replicas)
    expect(of('PersistentVolumeClaim')[0].spec.accessModes).toEqual(['ReadWriteMany'])
    expect(template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(template.spec.automountServiceAccountToken).toBe(false)
  })

  it('ask at doors that there are', () => {
    const served = read('src/health.ts')
    const { OPS_PORT } = of('ConfigMap')[0].data
    expect(container.ports).toEqual([{ name: 'ops', containerPort: Number(OPS_PORT.split(':')[1]) }])
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const { path, port } = container[probe].httpGet
      expect(served).toContain(`'${path}'`)
      expect(port).toBe('ops')
    }
    expect(of('NetworkPolicy')[0].spec.ingress[0].ports[0].port).toBe(container.ports[0].containerPort)
  })
})

describe('the unit of systemd', () => {
  const lines = read('deploy/floorwalker.service')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1))

  it('starts the bot in a folder of its own, with nobody’s rights, and gives it time to end', () => {
    expect(lines.filter((line) => !/^(\[\w+\]|[A-Z]\w*=.*)$/.test(line))).toEqual([])
    expect(valuesOf('ExecStart')).toEqual([`/usr/bin/node ${bin.floorwalker} start`])
    const [environment = ''] = valuesOf('Environment')
    const settings = Object.fromEntries(
      environment.split(' ').map((pair) => pair.split('=') as [string, string]),
    )
    expectRightSettings(settings)
    expect(settings.DATA_DIR).toBe(`/var/lib/${valuesOf('StateDirectory')[0]}`)
    expect(valuesOf('UMask')).toEqual(['0077'])
    expect(valuesOf('DynamicUser')).toEqual(['yes'])
    // runs are given 20 s, answers 10
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(30)
  })
})
