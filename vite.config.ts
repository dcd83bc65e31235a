import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The web app is built once at the first start and served from build/web under a content policy without inline code,
// so nothing may be inlined: no data: fonts, no inline module preload.
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|@internationalized)/, priority: 20 },
            { name: 'parts', test: /node_modules[\\/](@tanstack|zod|libphonenumber-js)/, priority: 10 },
          ],
        },
      },
    },
  },
  server: {
    // Development only: the page comes from Vite, the answers from the running program.
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.ANTEROOM_PORT ?? '8080'}`, changeOrigin: false } },
  },
})
