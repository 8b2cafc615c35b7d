// The billing settings by the words that the screens use for them.
export const SETTING_WORDS: Readonly<Record<string, string>> = {
  'billing-time-zone': 'billing time zone',
  'c3-time-zone': 'time zone of C3',
  'line-text': 'text of a line',
  'reference-field': 'where the reference is written',
  rounding: 'rounding',
  suspended: 'what a suspended subscription bills',
  'use-connectwise-price': 'Consider ConnectWise price',
}
