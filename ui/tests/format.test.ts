// Decimals and days: exact text in, the reader's text out.
import { expect, test } from 'vitest'
import { currencyDigits, formatDecimal, mostPlaces, placesOf } from '../src/format/decimal'
import {
  formatAge,
  formatDay,
  formatDaysAgo,
  formatInstant,
  formatTime,
  timeIn,
  today,
} from '../src/format/time'
import { inWords, sentence } from '../src/format/words'

test.each([
  ['1234567.5', '1,234,567.50'],
  ['-0.10', '\u22120.10'],
  ['0', '0.00'],
  ['-0', '0.00'],
  ['12.3456', '12.3456'],
  ['12.300000', '12.30'],
  ['999', '999.00'],
  ['0001000', '1,000.00'],
  ['123456789012345678901234567890.123456789', '123,456,789,012,345,678,901,234,567,890.123456789'],
])('%s becomes %s', (value, shown) => {
  expect(formatDecimal(value, { fraction: 2, locale: 'en-US' })).toBe(shown)
})

test('other languages group and point their own way', () => {
  expect(formatDecimal('1234567.5', { fraction: 2, locale: 'de-DE' })).toBe('1.234.567,50')
  expect(formatDecimal('1234567.5', { fraction: 2, locale: 'en-IN' })).toBe('12,34,567.50')
})

test('a change carries its sign', () => {
  expect(formatDecimal('3', { signed: true, locale: 'en-US' })).toBe('+3')
  expect(formatDecimal('0', { signed: true, locale: 'en-US' })).toBe('0')
})

test('what is no decimal is shown as it came', () => {
  expect(formatDecimal('1e5')).toBe('1e5')
  expect(formatDecimal('')).toBe('')
})

test('currencies have their own digits', () => {
  expect([
    currencyDigits('EUR'),
    currencyDigits('JPY'),
    currencyDigits(undefined),
    currencyDigits('?'),
  ]).toEqual([2, 0, 2, 2])
})

test('a column makes room for the most digits after the point that any of its figures shows', () => {
  expect(placesOf('31.6440', 2)).toBe(3)
  expect(placesOf('40', 2)).toBe(2)
  expect(placesOf('no figure', 2)).toBe(2)
  expect(mostPlaces(['40', '4.7466', null, undefined], 2)).toBe(4)
  expect(mostPlaces([], 0)).toBe(0)
})

test.each([
  ['06:30', 'en-US', '6:30 AM'],
  ['00:05', 'en-US', '12:05 AM'],
  ['12:00', 'en-US', '12:00 PM'],
  ['18:30', 'de-DE', '18:30'],
  ['25:00', 'en-US', '25:00'],
  ['soon', 'en-US', 'soon'],
])('the time of day %s in %s', (time, locale, shown) => {
  expect(formatTime(time, locale).replace('\u202f', ' ')).toBe(shown)
  if (/^[01]/.test(time)) expect(timeIn(formatTime(time, locale), locale)).toBe(time)
})

test.each([
  ['6:30 am', '06:30'],
  ['6.30 PM', '18:30'],
  [' 6pm ', '18:00'],
  ['12 a.m.', '00:00'],
  ['18h30', '18:30'],
  ['7', '07:00'],
  ['13:00 pm', null],
  ['0 am', null],
  ['25:00', null],
  ['6:3', null],
  ['', null],
  ['noon', null],
])('“%s” as a time of day', (text, time) => {
  expect(timeIn(text, 'en-US')).toBe(time)
})

test('a day stays that day in every time zone', () => {
  expect(formatDay('2025-10-12', 'en-GB')).toBe('12 Oct 2025')
  expect(formatDay('2025-01-01', 'en-GB')).toBe('1 Jan 2025')
  expect(formatDay('soon')).toBe('soon')
})

test('an instant is shown in the zone asked for', () => {
  expect(formatInstant('2025-10-12T22:30:00Z', { locale: 'en-GB', timeZone: 'Europe/Zurich' })).toBe(
    '13 Oct 2025, 00:30',
  )
})

test('ages are said in words', () => {
  const now = new Date('2025-10-12T12:00:00Z')
  expect(formatAge('2025-10-12T11:59:40Z', now, 'en')).toBe('just now')
  expect(formatAge('2025-10-12T09:00:00Z', now, 'en')).toBe('3 hours ago')
  expect(formatAge('2025-10-11T09:00:00Z', now, 'en')).toBe('yesterday')
})

test.each([
  ['Billed from 2026-11-01 on', 'Billed from Nov 1, 2026 on'],
  ['2026-11-01 to 2026-11-30 (2026-12-01)', 'Nov 1, 2026 to Nov 30, 2026 (Dec 1, 2026)'],
  ['It ends on 2026-11-08.', 'It ends on Nov 8, 2026.'],
  ['bills days before 5 Nov 2026, and 17 Oct 2026', 'bills days before Nov 5, 2026, and Oct 17, 2026'],
  ['15 November 2026 and 3 Novak 2026', '15 November 2026 and 3 Novak 2026'],
  ['history-2026-11-01.csv', 'history-2026-11-01.csv'],
  ['2026-11-01.csv', '2026-11-01.csv'],
  ['at 2026-11-01T10:00:00Z', 'at 2026-11-01T10:00:00Z'],
  ['invoice 2026-11-01-7', 'invoice 2026-11-01-7'],
])('the days in “%s” are written as on the rest of the screen', (text, shown) => {
  expect(inWords(text, 'en-US')).toBe(shown)
})

test('a sentence has its full stop once', () => {
  expect(sentence(' It stays ')).toBe('It stays.')
  expect(sentence('It stays.')).toBe('It stays.')
})

test('today is the day of the reader, with both zeros', () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})

test('how long ago a day was is said in words, and only of days that are over', () => {
  expect(formatDaysAgo('2026-11-16', '2026-11-28', 'en')).toBe('12 days ago')
  expect(formatDaysAgo('2026-11-27', '2026-11-28', 'en')).toBe('yesterday')
  expect(formatDaysAgo('2025-12-31', '2026-01-02', 'en')).toBe('2 days ago')
  expect(formatDaysAgo('2026-11-28', '2026-11-28', 'en')).toBe(null)
  expect(formatDaysAgo('2026-12-01', '2026-11-28', 'en')).toBe(null)
  expect(formatDaysAgo('soon', '2026-11-28', 'en')).toBe(null)
})
