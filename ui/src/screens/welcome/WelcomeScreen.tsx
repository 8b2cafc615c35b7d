// The first start: try it with sample data, or set it up in three steps, each of which can be
// skipped. It uses the forms of Settings and decides nothing.
import { FlaskConical } from 'lucide-react'
import { Button } from '../../components/Button'
import { FailureNotice } from '../../components/Notice'
import { Page } from '../../components/Page'
import { useRun } from '../../hooks/useRuns'
import { enterPractice, PRACTICE_RUN } from '../../shell/books'
import { PreparingPractice } from '../../shell/Opening'
import { useRouter } from '../../shell/router'
import { StepList, WELCOME_STEPS, type WelcomeStep } from './StepList'
import { Stepper } from './Stepper'
import { StepC3, StepConnectWise, StepMapping } from './steps'
import './welcome.css'

export function WelcomeScreen() {
  const router = useRouter()
  const step = WELCOME_STEPS.find(({ id }) => router.path === 'welcome' && id === router.params.step)
  const go = (id: WelcomeStep) => void router.navigate('welcome', { step: id })
  if (!step) return <Start onBegin={() => go('connectwise')} onStep={go} />
  return (
    <Page
      key={step.id}
      title={step.title}
      subtitle={`Step ${WELCOME_STEPS.indexOf(step) + 1} of ${WELCOME_STEPS.length}`}
      back={{ label: 'Back', onPress: () => void router.back('overview') }}
    >
      <Stepper current={step.id} />
      {step.id === 'connectwise' ? <StepConnectWise onNext={() => go('c3')} /> : null}
      {step.id === 'c3' ? <StepC3 onNext={() => go('mapping')} /> : null}
      {step.id === 'mapping' ? <StepMapping /> : null}
    </Page>
  )
}

interface StartProps {
  readonly onBegin: () => void
  readonly onStep: (step: WelcomeStep) => void
}

function Start({ onBegin, onStep }: StartProps) {
  const run = useRun(PRACTICE_RUN)
  const isBusy = run !== null && run.failure === null
  return (
    <Page title="Welcome to Accord" subtitle="It puts what changed in C3 on the right ConnectWise agreement.">
      <div className="Welcome">
        <section className="Welcome-try">
          <h2>Look around first</h2>
          <p>
            Practice mode has a made-up C3 and a made-up ConnectWise with twelve customers. Map, validate and
            upload there as often as you like: nothing reaches your systems.
          </p>
          {isBusy ? (
            <PreparingPractice />
          ) : (
            <Button look="primary" icon={FlaskConical} onPress={() => void enterPractice()}>
              Try it with sample data
            </Button>
          )}
          {run?.failure ? (
            <FailureNotice
              failure={run.failure}
              title="Practice mode could not be opened."
              onRetry={() => void enterPractice()}
            />
          ) : null}
        </section>
        <section className="Welcome-set-up">
          <h2>Set it up for your company</h2>
          <StepList onStep={isBusy ? undefined : onStep} />
          <Button isDisabled={isBusy} onPress={onBegin}>
            Set up Accord
          </Button>
        </section>
      </div>
    </Page>
  )
}
