/** Why a process of ours gave up before serving: a code to grep for, one plain sentence, what to do, and the exit status. */
export class CannotStart extends Error {
  readonly code: string
  readonly advice: string
  readonly exitCode: number
  constructor(code: string, sentence: string, advice: string, exitCode: number) {
    super(sentence)
    this.name = 'CannotStart'
    this.code = code
    this.advice = advice
    this.exitCode = exitCode
  }
}

/** Exit statuses, after sysexits.h, so that a service unit can tell "wrong setting" from "try again". */
export const exitStatus = {
  ok: 0,
  failed: 1,
  usage: 64,
  badInput: 65,
  unavailable: 69,
  cannotWrite: 73,
  diskFull: 74,
  inUse: 75,
  noPermission: 77,
  badSetting: 78,
} as const
