// The plot of changes per day: stacked bars, a mark that the pointer or the arrow keys move from day
// to day, and what that day had in words. A press or Enter opens the day in the history.
import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleBand, scaleLinear, scaleOrdinal } from '@visx/scale'
import { BarStack } from '@visx/shape'
import { type KeyboardEvent, useId, useMemo, useRef } from 'react'
import { formatCount } from '../../format/decimal'
import { formatAxisDay } from '../../format/time'
import { useWidth } from '../../hooks/useWidth'
import { type Busy, type BusyDay, GROUPS, wordsOf } from './busy'

const HEIGHT = 196
const LEFT = 36
const BOTTOM = 24
const TOP = 8
/** Room for the half of the last day's name. */
const RIGHT = 20

export interface BusyPlotProps {
  readonly busy: Busy
  /** The marked day's place, or none. */
  readonly marked: number | null
  readonly onMark: (index: number | null) => void
  readonly onOpen: (day: string) => void
}

export function BusyPlot({ busy, marked, onMark, onOpen }: BusyPlotProps) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const { days } = busy
  const { x, y } = useScales(busy, width)
  const indexAt = (clientX: number) => {
    const left = frame.current?.getBoundingClientRect().left ?? 0
    const index = Math.floor((clientX - left - LEFT) / Math.max(1, x.step()))
    return index >= 0 && index < days.length ? index : null
  }
  const day = marked === null ? undefined : days[marked]
  return (
    <div
      ref={frame}
      className="BusyPlot"
      role="slider"
      tabIndex={0}
      aria-label="Changes per day"
      aria-describedby={id}
      aria-valuemin={1}
      aria-valuemax={days.length}
      aria-valuenow={(marked ?? days.length - 1) + 1}
      aria-valuetext={wordsOf(day ?? days.at(-1))}
      onKeyDown={(event) => onKey(event, { busy, marked, onMark, onOpen })}
      onPointerMove={(event) => onMark(indexAt(event.clientX))}
      onPointerLeave={() => onMark(null)}
      onClick={(event) => {
        const found = days[indexAt(event.clientX) ?? -1]
        if (found && found.total > 0) onOpen(found.day)
      }}
    >
      <span id={id} className="Hidden">
        The arrow keys go from day to day, Enter opens the day’s changes.
      </span>
      <svg width={width} height={HEIGHT} aria-hidden focusable="false">
        <g transform={`translate(${LEFT}, ${TOP})`}>
          <GridLines y={y} width={width - LEFT - RIGHT} />
          {marked === null || !day ? null : (
            <rect
              className="BusyPlot-mark"
              x={(x(day.day) ?? 0) - (x.step() - x.bandwidth()) / 2}
              y={0}
              width={x.step()}
              height={HEIGHT - TOP - BOTTOM}
            />
          )}
          <Bars days={days} x={x} y={y} />
          <AxisLeft
            scale={y}
            tickValues={ticksOf(y)}
            tickFormat={(value) => formatCount(Number(value))}
            hideAxisLine
            hideTicks
            tickLabelProps={{ className: 'BusyPlot-label', dx: '-0.25em', dy: '0.3em', textAnchor: 'end' }}
          />
          <AxisBottom
            scale={x}
            top={HEIGHT - TOP - BOTTOM}
            tickValues={namedDays(days, width)}
            tickFormat={(value) => formatAxisDay(String(value))}
            tickLength={4}
            axisLineClassName="BusyPlot-axis"
            tickClassName="BusyPlot-tick"
            tickLabelProps={{ className: 'BusyPlot-label', textAnchor: 'middle', dy: '0.2em' }}
          />
        </g>
      </svg>
    </div>
  )
}

const colors = scaleOrdinal<string, string>({ domain: [...GROUPS], range: [...GROUPS] })

type Scales = ReturnType<typeof useScales>

function useScales({ days, busiest }: Busy, width: number) {
  return useMemo(() => {
    const x = scaleBand<string>({
      domain: days.map(({ day }) => day),
      range: [0, Math.max(1, width - LEFT - RIGHT)],
      padding: 0.22,
    })
    const y = scaleLinear<number>({
      domain: [0, Math.max(4, busiest?.total ?? 0)],
      range: [HEIGHT - TOP - BOTTOM, 0],
      nice: 4,
    })
    return { x, y }
  }, [days, busiest, width])
}

function Bars({ days, x, y }: { readonly days: readonly BusyDay[] } & Scales) {
  return (
    <BarStack<BusyDay, string>
      data={[...days]}
      keys={[...GROUPS]}
      x={({ day }) => day}
      xScale={x}
      yScale={y}
      color={colors}
    >
      {(stacks) =>
        stacks.map((stack) =>
          stack.bars.map((bar) =>
            bar.height > 0 ? (
              <rect
                key={`${stack.key}-${bar.index}`}
                className="BusyPlot-bar"
                data-group={stack.key}
                x={bar.x}
                y={bar.y}
                width={bar.width}
                height={bar.height}
              />
            ) : null,
          ),
        )
      }
    </BarStack>
  )
}

function GridLines({ y, width }: { readonly y: Scales['y']; readonly width: number }) {
  return ticksOf(y).map((value) => (
    <line key={value} className="BusyPlot-grid" x1={0} x2={width} y1={y(value)} y2={y(value)} />
  ))
}

const ticksOf = (y: Scales['y']) => y.ticks(4).filter((value) => Number.isInteger(value))

/** A name every week or two, counted from the last day. */
function namedDays(days: readonly BusyDay[], width: number): string[] {
  const every = width > 760 ? 7 : 14
  return days.filter((_, index) => (days.length - 1 - index) % every === 0).map(({ day }) => day)
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: -7,
  PageDown: 7,
}

function onKey(event: KeyboardEvent, { busy, marked, onMark, onOpen }: BusyPlotProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const last = busy.days.length - 1
  const at = marked ?? last
  const step = STEPS[event.key]
  if (step !== undefined) onMark(Math.max(0, Math.min(last, marked === null ? last : at + step)))
  else if (event.key === 'Home') onMark(0)
  else if (event.key === 'End') onMark(last)
  else if (event.key === 'Escape' && marked !== null) onMark(null)
  else if (event.key === 'Enter' && busy.days[at] && busy.days[at].total > 0) onOpen(busy.days[at].day)
  else return
  event.preventDefault()
}
