import { QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AnswerCache } from './answer-cache.ts'

test('whoever opens a page while something changes sees it, though the first reading had begun before', async () => {
  const cache = new AnswerCache()
  const answers: ((value: string) => void)[] = []
  const queryFn = vi.fn<() => Promise<string>>(() => new Promise<string>((resolve) => answers.push(resolve)))
  const observer = new QueryObserver(cache, { queryKey: ['list'], queryFn })
  onTestFinished(observer.subscribe(() => {}))
  expect(answers).toHaveLength(1)

  const told = Promise.all([1, 2, 3].map(() => cache.invalidateQueries({ queryKey: ['list'] })))
  answers[0]?.('as it was before')
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('as it is now')
  await told

  expect(observer.getCurrentResult().data).toBe('as it is now')
  expect(queryFn).toHaveBeenCalledTimes(2)
})

test('a reading that has its answer is begun anew by itself, and once', async () => {
  const cache = new AnswerCache()
  const queryFn = vi.fn<() => Promise<string>>(() => Promise.resolve('as it is'))
  const observer = new QueryObserver(cache, { queryKey: ['list'], queryFn })
  onTestFinished(observer.subscribe(() => {}))
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))

  await cache.invalidateQueries({ queryKey: ['list'] })

  expect(queryFn).toHaveBeenCalledTimes(2)
})
