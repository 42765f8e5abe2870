/** `npm run dev`: the server restarted at each change, the pages by Vite, a demo company in a folder of its own. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { Stop, endWithParent, installed, main, program, root } from './run.mjs'

await main(async () => {
  endWithParent()
  await ensureInstalled()
  const { source, args } = program('server')
  if (source === undefined) {
    throw new Stop('There is no server yet: src/app/server.ts and src/app/cli.ts are missing.')
  }
  const env = { ...process.env, MUSTER_DATA: process.env.MUSTER_DATA ?? join(root, '.muster', 'dev') }
  const programs = [[installed('tsx'), ['watch', '--clear-screen=false', source, ...args, '--demo']]]
  if (existsSync(join(root, 'vite.config.ts'))) programs.push([installed('vite'), ['--clearScreen', 'false']])
  return together(programs, env)
})

/** Runs all of them until the first ends or a person stops us; then all end. */
function together(programs, env) {
  const children = programs.map(([command, args]) =>
    spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' }),
  )
  const stopAll = () => children.forEach((child) => child.kill('SIGTERM'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stopAll)
  return Promise.all(
    children.map(
      (child) =>
        new Promise((done) => {
          child.once('error', (error) => {
            console.error(error.message)
            stopAll()
            done(1)
          })
          child.once('exit', (code) => {
            stopAll()
            done(code ?? 0)
          })
        }),
    ),
  ).then((codes) => Math.max(...codes))
}
