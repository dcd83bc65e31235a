import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A real mail server with one mailbox, on loopback. */
export type MailServer = {
  port: number
  user: string
  password: string
  /** Puts a mail (RFC 5322) into the mailbox, as a delivery would. */
  deliver(mail: string | Buffer): void
  stop(): Promise<void>
  start(): Promise<void>
  /** Throws the mailbox away and begins it anew: its numbers start again under another validity. */
  renew(): Promise<void>
  close(): Promise<void>
}

/** Dovecot may only be started by root here: it gives its parts to users of their own. */
export const hasDovecot = existsSync('/usr/sbin/dovecot') && process.getuid?.() === 0

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = net.createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => done(port))
    })
  })

const idOfUser = (name: string) => {
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(line => line.startsWith(`${name}:`))!
    .split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Starts dovecot with an empty mailbox in a folder of its own. */
export async function startDovecot(): Promise<MailServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-mail-'))
  const port = await freePort()
  const mail = idOfUser('mail')
  const password = 'only-for-tests'
  const box = path.join(folder, 'mail', 'voicemail')
  let delivered = 0
  const makeBox = () => {
    for (const part of ['', 'cur', 'new', 'tmp']) mkdirSync(path.join(box, part), { recursive: true })
    for (const part of ['', 'cur', 'new', 'tmp']) chownSync(path.join(box, part), mail.uid, mail.gid)
  }
  makeBox()
  chownSync(path.join(folder, 'mail'), mail.uid, mail.gid)
  writeFileSync(
    path.join(folder, 'dovecot.conf'),
    `base_dir = ${folder}/run
state_dir = ${folder}/run
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
auth_username_format = %Ln
mail_location = maildir:${folder}/mail/%n
log_path = ${folder}/log
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%n
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service anvil {
  chroot =
}
`,
  )
  // Its parts run as users of their own and must be able to enter.
  const { chmodSync } = await import('node:fs')
  chmodSync(folder, 0o755)
  let server: ChildProcess | null = null
  const listens = () =>
    new Promise<boolean>(done => {
      const socket = net.connect(port, '127.0.0.1')
      socket.once('data', () => {
        done(true)
        socket.destroy()
      })
      socket.once('error', () => done(false))
    })
  const start = async () => {
    server = spawn('/usr/sbin/dovecot', ['-F', '-c', path.join(folder, 'dovecot.conf')], { stdio: 'ignore' })
    const until = Date.now() + 15_000
    while (!(await listens())) {
      if (Date.now() > until) throw new Error(`dovecot does not listen: ${readFileSync(`${folder}/log`, 'utf8')}`)
      await new Promise(done => setTimeout(done, 50))
    }
  }
  const stop = async () => {
    const running = server
    if (!running) return
    server = null
    const ended = new Promise(done => running.once('exit', done))
    running.kill('SIGTERM')
    await ended
  }
  await start()
  return {
    port,
    user: 'voicemail',
    password,
    deliver(text) {
      const name = `${1_700_000_000 + ++delivered}.M${delivered}P1.loopback`
      const file = path.join(box, 'new', name)
      writeFileSync(file, text)
      chownSync(file, mail.uid, mail.gid)
    },
    stop,
    start,
    async renew() {
      await stop()
      rmSync(box, { recursive: true, force: true })
      makeBox()
      await start()
    },
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
