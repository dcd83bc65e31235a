import type { ParseArgsOptionsConfig } from 'node:util'
import type { Settings } from '../../platform/settings.ts'

/** Where a subcommand speaks: `line` to a person, `data` to a machine (--json); each is silent for the other. */
export type Output = {
  line(text?: string): void
  data(value: unknown): void
}

/** What was written after the name: `anteroom token create --person a@example.org` has one word and one option. */
export type Asked = {
  words: readonly string[]
  options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  settings: Settings
  out: Output
}

/** One deed of the operator's tool. `run` answers the exit status; refusals and CannotStart are thrown. */
export type Subcommand = {
  /** As written on the command line: 'backup', 'token create'. */
  name: string
  /** What follows the name, as in --help. */
  takes: string
  summary: string
  options?: ParseArgsOptionsConfig
  run(asked: Asked): Promise<number>
}
