// The gallery's sheet of messages: notices, empty states, progress, panels, toasts.
import { ArrowLeftRight, Unlink } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/Button'
import { ConfirmPanel } from '../components/ConfirmPanel'
import { Dialog } from '../components/Dialog'
import { EmptyState } from '../components/EmptyState'
import { FailureNotice, Notice } from '../components/Notice'
import { Page } from '../components/Page'
import { Progress } from '../components/Progress'
import { SidePanel } from '../components/SidePanel'
import { toast } from '../components/Toasts'
import { Failure } from '../failure'

const FAILURE = new Failure({
  code: 'unreachable',
  message: 'ConnectWise did not answer within 30 seconds. Check the network and the site in Settings.',
  details: 'GET https://eu.myconnectwise.net/v4_6_release/apis/3.0/finance/agreements\noperation timed out',
  reference: '8c1f02ab',
})

export function Messages() {
  const [open, setOpen] = useState<'none' | 'confirm' | 'side' | 'dialog'>('none')
  const close = () => setOpen('none')
  const actions = (
    <>
      <Button onPress={() => setOpen('side')}>Open side panel</Button>
      <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
      <Button look="release" icon={Unlink} onPress={() => setOpen('confirm')}>
        Release Agreement Mapping
      </Button>
      <Button look="primary" onPress={released}>
        Show toast
      </Button>
    </>
  )
  return (
    <Page title="Messages" actions={actions}>
      <div className="Stack">
        {open === 'confirm' ? <Confirm onClose={close} /> : null}
        <FailureNotice
          failure={FAILURE}
          title="The agreements could not be read."
          written="Nothing was written."
          onRetry={() => {}}
        />
        <Notice
          kind="warning"
          title="4 products have no mapping yet."
          action={{ label: 'Map them', onPress: () => {} }}
        >
          Contoso Bakery will not be billed for them until they are mapped or set aside.
        </Notice>
        <Notice kind="success" title="All 12 lines were written.">
          The next invoice of 3 agreements changes.
        </Notice>
        <Notice kind="info" title="Read from ConnectWise 3 hours ago." onClose={() => {}} />
        <Progress
          label="Reading"
          delay={0}
          step={{ phase: 'Reading agreements', done: 1240, total: 5000 }}
          onCancel={() => {}}
        />
        <Progress label="Reading the subscription history" delay={0} />
        <EmptyState
          icon={ArrowLeftRight}
          title="No customer is mapped yet"
          actions={<Button look="primary">Map the first customer</Button>}
        >
          Choose a C3 customer and the ConnectWise company that pays for it. Nothing is written to
          ConnectWise.
        </EmptyState>
      </div>
      {open === 'side' ? (
        <SidePanel
          title="Microsoft 365 Business Premium"
          subtitle="Contoso Bakery"
          onClose={close}
          actions={<Button look="primary">Save</Button>}
        >
          What became of this change: one line of the agreement “Cloud services”.
        </SidePanel>
      ) : null}
      <Dialog
        title="Leave with 3 unsaved rows?"
        isOpen={open === 'dialog'}
        onClose={close}
        actions={<LeaveButtons onPress={close} />}
      >
        What you chose for them is lost when you leave.
      </Dialog>
    </Page>
  )
}

function released() {
  toast({
    title: 'Released Contoso Bakery',
    text: 'Nothing was written to ConnectWise.',
    undo: { run: () => {} },
  })
}

function LeaveButtons({ onPress }: { readonly onPress: () => void }) {
  return (
    <>
      <Button look="quiet" onPress={onPress}>
        Leave without saving
      </Button>
      <Button onPress={onPress}>Stay</Button>
      <Button look="primary" onPress={onPress}>
        Save and leave
      </Button>
    </>
  )
}

function Confirm({ onClose }: { readonly onClose: () => void }) {
  return (
    <ConfirmPanel
      title="Release the agreement “Cloud services”?"
      confirmLabel="Release Agreement Mapping"
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        released()
      }}
    >
      <ul>
        <li>7 product mappings and the agreement mapping are released.</li>
        <li>12 lines already stand in ConnectWise. They stay and go on being billed.</li>
      </ul>
      <p>Nothing is written to ConnectWise.</p>
    </ConfirmPanel>
  )
}
