// How the window's pages are built, served while working, and tested. Nothing is inlined into
// the page: the window's Content-Security-Policy allows scripts and styles from files only.
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

/**
 * The window freezes `Object.prototype` before any script runs. An assignment to a property that
 * is only inherited from it then throws, so that these lines of d3 need one of their own first.
 */
const ASSIGNED: ReadonlyArray<readonly [file: string, line: string, object: string, property: string]> = [
  ['d3-color/src/define.js', 'prototype.constructor =', 'prototype', 'constructor'],
  [
    'd3-format/src/formatSpecifier.js',
    'FormatSpecifier.prototype.toString =',
    'FormatSpecifier.prototype',
    'toString',
  ],
]

const besideFrozenPrototypes: Plugin = {
  name: 'beside-frozen-prototypes',
  transform(code, id) {
    const assigned = ASSIGNED.find(([file]) => id.endsWith(file))
    if (!assigned) return null
    const [file, line, object, property] = assigned
    if (!code.includes(line)) throw new Error(`${file} has changed: no “${line}” in it`)
    const own = `Object.defineProperty(${object}, '${property}', { writable: true, configurable: true });`
    return { code: code.replace(line, `${own} ${line}`), map: null }
  },
}

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react(), besideFrozenPrototypes],
  optimizeDeps: { include: ['axe-core', 'react-dom/client', 'vitest-browser-react'] },
  server: { port: 5173, strictPort: true },
  build: {
    target: ['es2022', 'safari16.4', 'chrome120'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    outDir: mode === 'gallery' ? 'dist-gallery' : 'dist',
    rolldownOptions: { input: mode === 'gallery' ? 'gallery.html' : 'index.html' },
  },
  test: {
    // One file at a time: two that run at once take each other's focus.
    fileParallelism: false,
    include: ['tests/**/*.test.{ts,tsx}'],
    browser: {
      enabled: true,
      headless: true,
      // Another run on the same computer may have the usual port.
      api: { strictPort: false },
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: chromium, args: ['--no-sandbox'] } }),
      instances: [{ browser: 'chromium', viewport: { width: 1000, height: 640 } }],
    },
  },
}))
