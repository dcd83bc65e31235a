import { settingsHelp } from '../../platform/settings.ts'
import { subcommands } from './subcommands.ts'

/** The text of --help: every subcommand and every setting. */
export async function help(): Promise<string> {
  const all = await Promise.all(Object.values(subcommands).map(load => load()))
  const left = all.map(({ name, takes }) => `${name} ${takes}`.trimEnd())
  const width = Math.max(...left.map(text => text.length))
  return [
    'Anteroom: the medical front office.',
    '',
    '  npm start                          start it; Ctrl-C stops it',
    '  npm start -- --empty               start without the demo clinic, with the set-up page',
    '  npm run anteroom -- <what> …       the operator’s tool, also: npx anteroom <what> …',
    '',
    'What it can do:',
    ...all.map(({ summary }, n) => `  ${(left[n] ?? '').padEnd(width)}  ${summary}`),
    '  --json with any of them gives the answer as JSON for a script.',
    '',
    'Settings, as environment variables:',
    ...settingsHelp(),
    '',
    'More in docs/operations.md.',
  ].join('\n')
}
