import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { projectFolder } from '../../src/platform/settings.ts'

const programs = ['/usr/sbin/kamailio', '/usr/bin/rtpengine', '/usr/bin/sipp']

/** Which of the programs of a telephone exchange are not on this machine. */
export const missingPrograms = (): string[] => programs.filter(program => !existsSync(program))

/** A free port of this machine, for both TCP and UDP. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise(done => void server.close(done))
  const socket = createSocket('udp4')
  const free = await new Promise<boolean>(done => {
    socket.once('error', () => done(false))
    socket.bind(port, '127.0.0.1', () => done(true))
  })
  if (free) await new Promise<void>(done => void socket.close(done))
  return free ? port : freePort()
}

export type Exchange = {
  folder: string
  secret: string
  sipPort: number
  wsUrl: string
  eventsPort: number
  /** Where calls to the outside go. */
  trunkPort: number
  /** What both programs have said so far. */
  log(): string
  /** Starts a program of this exchange; it ends with it at the latest. */
  run(program: string, args: string[]): ChildProcess
  /** Ends the SIP server alone, with every connection and everything it knew; the media go on. */
  cut(): Promise<void>
  /** Starts it again at the same place. */
  mend(): Promise<void>
  stop(): Promise<void>
}

/** Starts rtpengine and kamailio from Debian on the configuration of docs/telephony, with ports and a secret of their own. */
export async function startExchange(): Promise<Exchange> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-exchange-'))
  const secret = `testing-${crypto.randomUUID()}`
  const [sipPort, wsPort, eventsPort, ngPort, trunkPort, cliPort] = await Promise.all(
    Array.from({ length: 6 }, freePort),
  )
  const modules = readdirSync('/usr/lib', { withFileTypes: true })
    .map(one => `/usr/lib/${one.name}/kamailio/modules/`)
    .find(place => existsSync(place))
  const written = readFileSync(path.join(projectFolder, 'docs/telephony/kamailio.cfg'), 'utf8')
    .replaceAll('127.0.0.1:5070', `127.0.0.1:${sipPort}`)
    .replaceAll('127.0.0.1:8088', `127.0.0.1:${wsPort}`)
    .replaceAll('127.0.0.1:8448', `127.0.0.1:${eventsPort}`)
    .replaceAll('127.0.0.1:22222', `127.0.0.1:${ngPort}`)
    .replaceAll('TRUNK_PORT!5090', `TRUNK_PORT!${trunkPort}`)
    .replaceAll('change-this-long-secret', secret)
    .replaceAll('/usr/lib/x86_64-linux-gnu/kamailio/modules/', modules ?? '')
    .replaceAll('user="root"', `user="${userInfo().username}"`)
  const config = path.join(folder, 'kamailio.cfg')
  writeFileSync(config, written)

  const said: string[] = []
  const running: ChildProcess[] = []
  const run = (program: string, args: string[]): ChildProcess => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', text => void said.push(String(text)))
    running.push(child)
    return child
  }
  const media = 20_000 + 2 * Math.floor(Math.random() * 4_000)
  run('/usr/bin/rtpengine', [
    ...['--foreground', '--table=-1', '--interface=127.0.0.1', `--listen-ng=127.0.0.1:${ngPort}`, '--log-stderr'],
    // The machine's own settings name a port that only one can have.
    ...['--config-file=none', `--listen-cli=127.0.0.1:${cliPort}`],
    ...[`--port-min=${media}`, `--port-max=${media + 200}`, `--pidfile=${folder}/rtpengine.pid`],
  ])
  await answersNg(ngPort!, () => said.join(''))
  const startSip = () =>
    run('/usr/sbin/kamailio', [
      '-f',
      config,
      '-DD',
      '-P',
      `${folder}/kamailio.pid`,
      '-Y',
      folder,
      '-m',
      '64',
      '-M',
      '8',
    ])
  let sip = startSip()
  const whole: Exchange = {
    folder,
    secret,
    sipPort: sipPort!,
    wsUrl: `ws://127.0.0.1:${wsPort}`,
    eventsPort: eventsPort!,
    trunkPort: trunkPort!,
    log: () => said.join(''),
    run,
    cut: () => end(sip),
    async mend() {
      sip = startSip()
      await answersSip(sipPort!, whole)
    },
    async stop() {
      await Promise.all(running.reverse().map(end))
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await answersSip(sipPort!, whole)
  return whole
}

/** Ends one program by its own process group: kamailio has children. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  const gone = new Promise(done => child.once('exit', done))
  process.kill(-child.pid, 'SIGTERM')
  const late = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}

const answersNg = (port: number, log: () => string) =>
  answers(port, '1_1 d7:command4:pinge', () => `rtpengine does not answer:\n${log()}`)

const answersSip = (port: number, exchange: Exchange) =>
  answers(
    port,
    `${[
      `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
      'Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-hello;rport',
      'From: <sip:test@127.0.0.1>;tag=1',
      `To: <sip:127.0.0.1:${port}>`,
      `Call-ID: hello-${port}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 5',
      'Content-Length: 0',
    ].join('\r\n')}\r\n\r\n`,
    () => `kamailio does not answer:\n${exchange.log()}`,
  )

/** Asks over UDP until somebody answers, 15 seconds at most. */
async function answers(port: number, question: string, why: () => string): Promise<void> {
  const socket = createSocket('udp4')
  try {
    const answered = new Promise<true>(done => void socket.once('message', () => done(true)))
    // Nobody listens there yet: the refusal of one datagram is no reason to stop asking.
    socket.on('error', () => {})
    const ask = setInterval(() => socket.send(question, port, '127.0.0.1', () => {}), 150)
    const late = new Promise<false>(done => setTimeout(() => done(false), 15_000))
    const ok = await Promise.race([answered, late])
    clearInterval(ask)
    if (!ok) throw new Error(why())
  } finally {
    socket.close()
  }
}
