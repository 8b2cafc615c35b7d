// The gallery's sheet of controls: buttons, fields, tags, figures.
import { ArrowRight, Plus, RefreshCw, Trash2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../components/Button'
import { CheckboxField, RadioChoice, SwitchField } from '../components/Choices'
import { Money, Quantity } from '../components/Money'
import { Page, Section } from '../components/Page'
import { SecretField } from '../components/SecretField'
import { SelectField } from '../components/SelectField'
import { CycleTag, Status, Tag } from '../components/Tag'
import { TextField } from '../components/TextField'
import { Age, Day, Instant } from '../components/When'

export function Controls() {
  return (
    <Page title="Controls" subtitle="Each in each state" actions={<Button look="primary">Validate</Button>}>
      <div className="Gallery-columns">
        <Buttons />
        <Fields />
        <Choices />
        <Labels />
      </div>
    </Page>
  )
}

function Buttons() {
  return (
    <Section title="Buttons">
      <div className="Row">
        <Button look="primary" icon={ArrowRight}>
          Upload
        </Button>
        <Button icon={RefreshCw}>Refresh</Button>
        <Button look="quiet" icon={Plus}>
          Add
        </Button>
        <Button look="release" icon={Unlink}>
          Release Customer Mapping
        </Button>
        <Button look="final">Release Customer Mapping</Button>
        <IconButton label="Delete" icon={Trash2} />
      </div>
      <div className="Row">
        <Button look="primary" isDisabled>
          Upload
        </Button>
        <Button isDisabled>Refresh</Button>
        <Button look="release" isDisabled>
          Release
        </Button>
        <Button look="primary" isPending>
          Validating
        </Button>
        <Button size="s">Small</Button>
        <Button size="s" look="release">
          Release
        </Button>
      </div>
    </Section>
  )
}

function Fields() {
  const [site, setSite] = useState('eu.myconnectwise.net')
  const [secret, setSecret] = useState('')
  const [zone, setZone] = useState<'utc' | 'zurich' | null>('zurich')
  return (
    <Section title="Fields">
      <div className="Form">
        <TextField
          label="Site"
          value={site}
          onChange={setSite}
          description="The cloud region, or your own host"
        />
        <TextField
          label="Company"
          value=""
          onChange={() => {}}
          placeholder="contoso"
          error="Enter the company id that you sign in with."
        />
        <TextField label="Public key" value="kV8s…" onChange={() => {}} isDisabled isCode />
        <SelectField
          label="Billing time zone"
          value={zone}
          onChange={setZone}
          options={[
            { value: 'utc', label: 'UTC' },
            { value: 'zurich', label: 'Europe/Zurich', description: 'As this computer' },
          ]}
        />
        <SecretField
          label="Private key"
          saved={{ savedAt: '2025-10-12', ending: '7Q' }}
          value={secret}
          onChange={setSecret}
        />
      </div>
    </Section>
  )
}

function Choices() {
  const [isOn, setOn] = useState(true)
  const [price, setPrice] = useState<'c3' | 'connectwise' | null>('c3')
  return (
    <Section title="Choices">
      <SwitchField
        label="Consider ConnectWise price"
        isOn={isOn}
        onChange={setOn}
        description="Off: the price from C3 goes on the line."
      />
      <SwitchField label="Off" isOn={false} onChange={() => {}} />
      <CheckboxField label="All 42 customers" isChecked={false} isMixed onChange={() => {}} />
      <CheckboxField label="Contoso Bakery" isChecked onChange={() => {}} />
      <CheckboxField label="Gone in ConnectWise" isChecked={false} isDisabled onChange={() => {}} />
      <RadioChoice
        label="Price on the line"
        value={price}
        onChange={setPrice}
        options={[
          { value: 'c3', label: 'From C3', description: 'What C3 reports for the change' },
          { value: 'connectwise', label: 'From ConnectWise', description: 'What the catalog item says' },
        ]}
      />
    </Section>
  )
}

function Labels() {
  return (
    <Section title="Tags, states, figures">
      <div className="Row">
        <CycleTag cycle="Monthly" />
        <CycleTag cycle="Annual" />
        <CycleTag cycle={null} />
        <Tag tone="accent">New</Tag>
        <Tag tone="good">Written</Tag>
        <Tag tone="bad">Refused</Tag>
      </div>
      <div className="Row" data-gap="l">
        <Status kind="good">Success</Status>
        <Status kind="bad">Error</Status>
        <Status kind="warn">On hold</Status>
        <Status kind="running">Running</Status>
        <Status kind="waiting">3 changes pending</Status>
        <Status kind="none">Not validated</Status>
        <Status kind="off">Set aside</Status>
      </div>
      <div className="Row">
        <Money amount="-1234567.5" currency="EUR" isNamed />
        <Money amount="98.125" currency="USD" isSigned />
        <Quantity value="-3" isSigned />
        <Day value="2025-10-12" />
        <Instant value="2025-10-12T14:03:00Z" />
        <Age value={new Date(Date.now() - 3 * 3600e3).toISOString()} />
      </div>
    </Section>
  )
}
