/** A logistic model: the log-odds of an outcome are `intercept` plus weight times feature, summed. */
export type RiskModel = { intercept: number; weights: readonly number[] }

export type Case = { features: readonly number[]; missed: boolean }

/** Weights are drawn towards zero as if by a normal prior of this precision: rare features stay small, and weights are finite even if a feature
 *  parts the outcomes exactly. */
const ridge = 1
const rounds = 50
const enough = 1e-9

const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)))

/** Chance of the outcome under the model. */
export const riskOf = (model: RiskModel, features: readonly number[]): number =>
  sigmoid(features.reduce((sum, x, n) => sum + x * model.weights[n]!, model.intercept))

/** Fits by Newton's method (iteratively reweighted least squares) with a ridge; the intercept is free. Each step is halved until the penalised
 *  likelihood grows, so that it always arrives. */
export function fitRisk(cases: readonly Case[]): RiskModel {
  const width = (cases[0]?.features.length ?? 0) + 1
  let beta = new Float64Array(width)
  let reached = likelihood(cases, beta)
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(width)
    const curvature = Array.from({ length: width }, () => new Float64Array(width))
    for (const one of cases) {
      const p = sigmoid(score(one.features, beta))
      const weight = p * (1 - p)
      const off = (one.missed ? 1 : 0) - p
      for (let i = 0; i < width; i++) {
        const xi = i === 0 ? 1 : one.features[i - 1]!
        if (xi === 0) continue
        gradient[i]! += off * xi
        const row = curvature[i]!
        row[0]! += weight * xi
        for (let j = 1; j <= i; j++) row[j]! += weight * xi * one.features[j - 1]!
      }
    }
    for (let i = 1; i < width; i++) {
      gradient[i]! -= ridge * beta[i]!
      curvature[i]![i]! += ridge
    }
    curvature[0]![0]! += 1e-9
    const step = solve(curvature, gradient)
    let scale = 1
    let next = beta
    let value = Number.NEGATIVE_INFINITY
    for (; scale > 1e-6; scale /= 2) {
      next = beta.map((b, n) => b + scale * step[n]!)
      value = likelihood(cases, next)
      if (value >= reached) break
    }
    const gained = value - reached
    if (gained > 0) beta = next
    if (!(gained > enough * (1 + Math.abs(reached)))) break
    reached = value
  }
  return { intercept: beta[0]!, weights: [...beta.slice(1)] }
}

function score(features: readonly number[], beta: Float64Array): number {
  let sum = beta[0]!
  for (let n = 0; n < features.length; n++) sum += features[n]! * beta[n + 1]!
  return sum
}

/** Logarithm of the likelihood less the ridge's toll. */
function likelihood(cases: readonly Case[], beta: Float64Array): number {
  let sum = 0
  for (const one of cases) {
    const x = score(one.features, beta)
    // ln(1 + e^x) without overflow.
    sum += (one.missed ? x : 0) - (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))
  }
  for (let n = 1; n < beta.length; n++) sum -= (ridge / 2) * beta[n]! * beta[n]!
  return sum
}

/** Solves a symmetric positive definite system by Cholesky; `a` holds the lower triangle. */
function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const width = b.length
  const l = Array.from({ length: width }, () => new Float64Array(width))
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!
      l[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j]![j]!
    }
  }
  const y = new Float64Array(width)
  for (let i = 0; i < width; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= l[i]![k]! * y[k]!
    y[i] = sum / l[i]![i]!
  }
  const x = new Float64Array(width)
  for (let i = width - 1; i >= 0; i--) {
    let sum = y[i]!
    for (let k = i + 1; k < width; k++) sum -= l[k]![i]! * x[k]!
    x[i] = sum / l[i]![i]!
  }
  return x
}
