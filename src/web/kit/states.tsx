import type { ReactNode } from 'react'
import { sayError } from '../words/refusal-words.ts'
import { t } from '../words/say.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import css from './states.module.css'

/** Nothing here, and what to do about it. */
export function EmptyState(props: {
  title: string
  hint?: string
  icon?: IconName
  children?: ReactNode
  small?: boolean
}) {
  return (
    <div className={props.small ? `${css.state} ${css.small}` : css.state}>
      {props.icon && (
        <span className={css.badge}>
          <Icon name={props.icon} size={20} />
        </span>
      )}
      <p className={css.title}>{props.title}</p>
      {props.hint && <p className={css.hint}>{props.hint}</p>}
      {props.children && <div className={css.deeds}>{props.children}</div>}
    </div>
  )
}

/** An answer that did not come, in plain words, with the way on. */
export function ErrorState({ error, onRetry, small }: { error: unknown; onRetry?: () => void; small?: boolean }) {
  return (
    <div className={small ? `${css.state} ${css.small}` : css.state} role="alert">
      <span className={`${css.badge} ${css.bad}`}>
        <Icon name="warn" size={20} />
      </span>
      <p className={css.title}>{sayError(error)}</p>
      {onRetry && (
        <div className={css.deeds}>
          <Button onPress={onRetry}>{t('kit.retry')}</Button>
        </div>
      )}
    </div>
  )
}

/** The shape of what is coming: `lines` grey bars. Shown only after 150 ms, so that a fast answer never flickers. */
export function LoadingState({ lines = 4, label = t('kit.loading') }: { lines?: number; label?: string }) {
  return (
    <div className={css.loading} role="status">
      <span className={css.hidden}>{label}</span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <span key={at} className={css.bar} />
      ))}
    </div>
  )
}

type Answer<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** The three states of an answer at once: `<Answered answer={useAsk(…)}>{data => …}</Answered>`. Old data outlives a failed refresh. */
export function Answered<T>(props: {
  answer: Answer<T>
  children: (data: T) => ReactNode
  lines?: number
  small?: boolean
}) {
  const { answer } = props
  if (answer.data !== undefined) return <>{props.children(answer.data)}</>
  if (answer.error) {
    return (
      <ErrorState error={answer.error} onRetry={() => answer.refetch()} {...(props.small ? { small: true } : {})} />
    )
  }
  return <LoadingState {...(props.lines ? { lines: props.lines } : {})} />
}

/** What a form's command was refused for. Renders nothing while all is well. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p className={css.formError} role="alert">
      <Icon name="warn" />
      <span>{sayError(error)}</span>
    </p>
  )
}
