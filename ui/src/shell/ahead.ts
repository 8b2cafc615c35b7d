// What the first screen needs, asked for together and before anything is drawn: its part of the
// scripts, and the answers to its questions.
import { askEarly } from '../hooks/useAsk'
import { ON_OVERVIEW, STATUS } from '../questions'
import { placeOf } from './router'
import { loadFirst } from './screens'

export function ahead(): void {
  const { path } = placeOf(window.location.hash, 'overview')
  askEarly(...STATUS)
  if (path === 'overview') for (const question of ON_OVERVIEW) askEarly(...question)
  loadFirst(path)
}
