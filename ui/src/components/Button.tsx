// Buttons: one main action a page (`primary`), the usual ones, quiet ones in rows, `release`, which
// looks like nothing else because it asks to take a link away, and `final`, which then does it.
import type { LucideIcon } from 'lucide-react'
import { LoaderCircle } from 'lucide-react'
import type { Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import './Button.css'

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'release' | 'final'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly children: string
  readonly look?: ButtonLook
  readonly size?: 'm' | 's'
  readonly icon?: LucideIcon
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  children,
  look = 'plain',
  size = 'm',
  icon: Icon,
  isPending = false,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} isPending={isPending} className="Button" data-look={look} data-size={size}>
      {isPending ? <LoaderCircle size={16} className="Button-spinner" aria-hidden /> : null}
      {!isPending && Icon ? <Icon size={16} aria-hidden /> : null}
      <span>{children}</span>
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** What it does, read out and shown as a tip. */
  readonly label: string
  readonly icon: LucideIcon
  readonly size?: 'm' | 's'
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ label, icon: Icon, size = 'm', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        aria-label={label}
        className="Button IconButton"
        data-look="quiet"
        data-size={size}
      >
        <Icon size={16} aria-hidden />
      </AriaButton>
      <Tooltip className="Tip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
