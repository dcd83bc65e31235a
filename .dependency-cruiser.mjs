import { mayUse } from './house.plan.ts'

const outside = '(node_modules|^node:)'
const test = '\\.test\\.tsx?$'
const features = Object.keys(mayUse)

/** One rule a feature: others only as planned, and only through the front door, the contract or (for screens) the screens' door. */
const featureRules = features.map(name => ({
  name: `feature-${name}-uses-as-planned`,
  severity: 'error',
  from: { path: `^src/features/${name}/`, pathNot: test },
  to: {
    path: '^src/features/',
    pathNot: [
      `^src/features/${name}/`,
      '^src/features/[^/]+/contract[a-z-]*\\.ts$',
      ...mayUse[name].map(other => `^src/features/${other}/index\\.ts$`),
      '^src/features/[^/]+/screens/index\\.tsx?$',
    ],
  },
}))

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { pathNot: test }, to: { circular: true } },
    {
      name: 'core-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/core/' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'formats-stand-on-core',
      severity: 'error',
      from: { path: '^src/formats/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(core|formats)/' },
    },
    {
      name: 'platform-stands-on-core',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(core|platform)/' },
    },
    {
      name: 'features-look-down',
      severity: 'error',
      from: { path: '^src/features/', pathNot: [test, '/screens/'] },
      to: { path: '^src/(servers|web)/' },
    },
    {
      name: 'only-the-server-serves',
      severity: 'error',
      from: { path: '^src/(core|formats|platform|features|web)/', pathNot: test },
      to: { path: '^src/servers/' },
    },
    {
      name: 'browser-code-stays-in-the-browser',
      severity: 'error',
      from: { path: '^src/(web/|features/[^/]+/screens/)', pathNot: test },
      to: {
        path: '^src/',
        pathNot: ['^src/(core|web)/', '^src/features/[^/]+/contract[a-z-]*\\.ts$', '^src/features/[^/]+/screens/'],
      },
    },
    {
      name: 'contracts-run-anywhere',
      severity: 'error',
      from: { path: '^src/features/[^/]+/contract[a-z-]*\\.ts$' },
      to: { path: '.', pathNot: ['^src/core/', '^src/features/[^/]+/contract[a-z-]*\\.ts$', 'node_modules/zod'] },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: outside } },
    ...featureRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
