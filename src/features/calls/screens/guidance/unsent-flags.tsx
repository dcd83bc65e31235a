import { useEffect, useState } from 'react'
import { draftKeys } from '../../../../web/kit/drafts.ts'
import { useOnline } from '../../../../web/kit/live.ts'
import { flagDraft, useFlagDeeds } from './use-flag-deeds.ts'

/** What was done about red flags on calls that are no longer on the screen: brought to the server now. */
export function UnsentFlags({ shown }: { shown: readonly string[] }) {
  const [calls, setCalls] = useState<string[]>([])
  const online = useOnline()
  const known = shown.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up again when the server is back and when a call leaves the screen
  useEffect(() => {
    setCalls(draftKeys(flagDraft).map(key => key.slice(flagDraft.length)))
  }, [online, known])
  return calls.filter(call => !shown.includes(call)).map(call => <UnsentFlag key={call} call={call} />)
}

function UnsentFlag({ call }: { call: string }) {
  useFlagDeeds(call)
  return null
}
