import { useEffect, useRef, useState } from 'react'

/** The server's clock in milliseconds, ticking in this tab: what the last answer said, plus what has passed since.
 *  A desk whose own clock is wrong still draws the right line and the right waits. */
export function useClock(serverNow: string | undefined): number {
  const ahead = useRef(0)
  const heard = useRef<string | undefined>(undefined)
  if (serverNow && heard.current !== serverNow) {
    heard.current = serverNow
    ahead.current = Date.parse(serverNow) - Date.now()
  }
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 10_000)
    return () => clearInterval(timer)
  }, [])
  return Date.now() + ahead.current
}
