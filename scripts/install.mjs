// Runs before `npm start`, `npm test` and the rest, on whatever Node (20 or newer) the machine has, with nothing installed yet:
// brings node_modules to the lock file's state and makes sure that the Node the program needs came with it.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const project = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(project, 'node_modules')
const quiet = process.argv.includes('--quiet')
const say = text => quiet || console.log(text)

function fail(sentence, advice) {
  console.error(`\nAnteroom cannot be installed: ${sentence}\n${advice}\n`)
  process.exit(69)
}

const packagesOf = file => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/** Whether npm's own note of what it installed agrees with the lock file. Production installs may leave out what only checks need. */
function upToDate() {
  const wanted = packagesOf(path.join(project, 'package-lock.json'))
  if (!wanted) fail('package-lock.json cannot be read.', 'Restore it: git checkout -- package-lock.json')
  const present = packagesOf(path.join(modules, '.package-lock.json'))
  if (!present) return false
  const checksToo = /test|check|bench/.test(process.env.npm_lifecycle_event ?? '')
  return Object.entries(wanted).every(([name, { version, optional, dev, devOptional }]) => {
    if (name === '' || (!present[name] && (optional || ((dev || devOptional) && !checksToo)))) return true
    return present[name]?.version === version
  })
}

function install() {
  say('Installing the packages of package-lock.json (once, about half a minute) …')
  // No package of ours needs its install script, so none is allowed to run.
  const ask = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=optional', '--loglevel=error']
  // The npm that runs us, on the Node that runs it: `npm ci` takes away the Node inside node_modules.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const ran =
    npm && /\.[cm]?js$/.test(npm)
      ? spawnSync(node ?? process.execPath, [npm, ...ask], {
          cwd: project,
          stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
        })
      : spawnSync('npm', ask, {
          cwd: project,
          stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
          shell: process.platform === 'win32',
        })
  if (ran.status !== 0) {
    fail(
      `npm ci ended with ${ran.error?.message ?? `status ${ran.status ?? ran.signal}`}.`,
      'Look at the lines above: the network, the disk space, or the owner of node_modules. Then start again.',
    )
  }
}

/** npm 10 does not link a command that several packages offer, and there is one Node for each system: this is the link it
 *  should have made, to the one that fits. */
function linkNode() {
  const windows = process.platform === 'win32'
  const link = path.join(modules, '.bin', windows ? 'node.cmd' : 'node')
  if (existsSync(link) || !existsSync(modules)) return
  for (const name of readdirSync(modules).filter(name => name.startsWith('node-'))) {
    const about = path.join(modules, name, 'package.json')
    if (!existsSync(about)) continue
    const { bin, os, cpu } = JSON.parse(readFileSync(about, 'utf8'))
    if (!bin?.node || ![os].flat().includes(process.platform) || ![cpu].flat().includes(process.arch)) continue
    const program = path.join(modules, name, bin.node)
    mkdirSync(path.dirname(link), { recursive: true })
    if (windows) writeFileSync(link, `@"${program}" %*\r\n`)
    else {
      chmodSync(program, 0o755)
      symlinkSync(path.relative(path.dirname(link), program), link)
    }
    return
  }
}

const probe = "process.stdout.write([process.versions.node, !!process.features.typescript, typeof Temporal].join(' '))"

/** The pinned Node, or undefined with the reason when it does not run here. */
function pinnedNode() {
  const inside = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  const node = existsSync(inside) ? inside : process.execPath
  const ran = spawnSync(node, ['-e', probe], { encoding: 'utf8', shell: process.platform === 'win32' })
  const [version = '', strips, temporal] = (ran.stdout ?? '').split(' ')
  const fits = Number.parseInt(version, 10) >= 26 && strips === 'true' && temporal === 'object'
  return { fits, found: existsSync(inside), reason: ran.error?.message || ran.stderr?.trim().split('\n')[0] || version }
}

function requireNode() {
  let node = pinnedNode()
  if (!node.fits && !node.found) {
    // An optional package that failed to arrive fails silently: ask for it once more before giving up.
    install()
    linkNode()
    node = pinnedNode()
  }
  if (node.fits) return
  const system = `${process.platform}-${process.arch}`
  fail(
    node.found
      ? `the Node 26 in node_modules does not run here (${node.reason}).`
      : `npm brought no Node 26 for ${system} (found: ${node.reason}).`,
    'Let npm install optional packages (npm config delete omit), or install Node 26 yourself: https://nodejs.org/download',
  )
}

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser journeys need a Chromium. As root on Debian it is installed; elsewhere the way is said and the tests decide. */
function requireChromium() {
  if (browsers.some(existsSync)) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser journeys (once) …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...ask) => spawnSync('apt-get', ask, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')) return
    console.error('apt-get could not install Chromium.')
  }
  console.error('The browser journeys need Chromium at /usr/bin/chromium. On Debian: sudo apt-get install chromium')
}

const peers = ['/usr/sbin/kamailio', '/usr/bin/rtpengine', '/usr/bin/sipp', '/usr/sbin/dovecot']
const peerPackages =
  'kamailio kamailio-websocket-modules kamailio-extra-modules kamailio-autheph-modules rtpengine-daemon sip-tester dovecot-imapd'

/** The tests of telephone and voicemail need a real exchange and a real mail server: installed like Chromium. Without them they say that they
 *  are skipped. */
function requirePeers() {
  if (peers.every(existsSync)) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing a telephone exchange and a mail server for their tests (once) …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...ask) => spawnSync('apt-get', ask, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', ...peerPackages.split(' '))) return
    console.error('apt-get could not install the telephone exchange and the mail server.')
  }
  console.error(`The tests of telephone and voicemail need packages of Debian: sudo apt-get install ${peerPackages}`)
}

if (Number.parseInt(process.versions.node, 10) < 20)
  fail(`this is Node ${process.versions.node}.`, 'Node 20 or newer is needed to install.')
if (!upToDate()) install()
linkNode()
requireNode()
if (process.argv.includes('--with-chromium')) {
  requireChromium()
  requirePeers()
}
