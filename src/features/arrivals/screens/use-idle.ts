import { useEffect, useRef } from 'react'

/** Calls back once nobody has touched the page for so long; never while `waiting` is false. */
export function useIdle(after_ms: number, waiting: boolean, onIdle: () => void): void {
  const latest = useRef(onIdle)
  useEffect(() => {
    latest.current = onIdle
  })
  useEffect(() => {
    if (!waiting) return
    let timer = setTimeout(() => latest.current(), after_ms)
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current(), after_ms)
    }
    for (const name of ['pointerdown', 'keydown', 'input']) window.addEventListener(name, touched, { capture: true })
    return () => {
      clearTimeout(timer)
      for (const name of ['pointerdown', 'keydown', 'input'])
        window.removeEventListener(name, touched, { capture: true })
    }
  }, [after_ms, waiting])
}
