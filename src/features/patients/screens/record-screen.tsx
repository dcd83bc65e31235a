import { useParams, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { recordFaces } from '../../../web/app/record-faces.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState, LoadingState } from '../../../web/kit/states.tsx'
import { Tabs } from '../../../web/kit/tabs.tsx'
import { t } from '../../../web/words/say.ts'
import { whoLooked } from '../../privacy/contract.ts'
import { WhoLooked } from '../../privacy/screens/index.tsx'
import { mergePatients, patientCard, patientHistory } from '../contract.ts'
import { AroundTab } from './around-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { MergeTab } from './merge-tab.tsx'
import { factsLine, fullName, type PatientRecord } from './patient-name.ts'
import css from './record.module.css'
import { RecordForm } from './record-form.tsx'

/** One record, whole: what is known, what to mind, who belongs to it, what changed, its double, who looked. */
export function RecordScreen() {
  const { patient } = useParams({ strict: false }) as { patient: string }
  const answer = useAsk(patientCard, { patient })
  const router = useRouter()
  const known = answer.data !== undefined && !answer.data.mergedInto
  useEffect(() => {
    if (known) takeInHand(patient)
  }, [known, patient])
  return (
    <Answered answer={answer} lines={10}>
      {card =>
        card.mergedInto ? (
          <EmptyState icon="person" title={t('patients.card.merged')}>
            <Button look="main" onPress={() => router.history.replace(`/patients/${card.mergedInto}`)}>
              {t('patients.card.openSurvivor')}
            </Button>
          </EmptyState>
        ) : (
          <Faces key={card.id} card={card} />
        )
      }
    </Answered>
  )
}

function Faces({ card }: { card: PatientRecord }) {
  const router = useRouter()
  const may = useMay()
  const [face, setFace] = useState('record')
  const [looked, setLooked] = useState(false)
  const faces: { id: string; label: string; body: () => React.ReactNode }[] = [
    { id: 'record', label: t('patients.edit.tabs.record'), body: () => <RecordForm card={card} /> },
    { id: 'around', label: t('patients.edit.tabs.around'), body: () => <AroundTab card={card} /> },
  ]
  for (const { id, label, needs, Body } of recordFaces) {
    if (!may(needs)) continue
    faces.push({
      id,
      label: label(),
      body: () => (
        <Suspense fallback={<LoadingState lines={4} />}>
          <div className={css.form}>
            <Body patient={card.id} />
          </div>
        </Suspense>
      ),
    })
  }
  if (may(patientHistory)) {
    faces.push({ id: 'history', label: t('patients.edit.tabs.history'), body: () => <HistoryTab card={card} /> })
  }
  if (may(mergePatients)) {
    faces.push({ id: 'merge', label: t('patients.edit.tabs.merge'), body: () => <MergeTab card={card} /> })
  }
  return (
    <>
      <ScreenBar
        title={fullName(card)}
        deeds={
          <>
            {may(whoLooked) && (
              <Button small onPress={() => setLooked(true)} command={whoLooked.name}>
                {t('patients.edit.whoLooked')}
              </Button>
            )}
            <Button small look="quiet" onPress={() => router.history.push('/patients')}>
              {t('patients.edit.back')}
            </Button>
          </>
        }
      >
        <span className={css.facts}>{factsLine(card)}</span>
      </ScreenBar>
      <div className={css.screen}>
        <div className={css.faces}>
          <Tabs label={t('patients.edit.faces')} tabs={faces} value={face} onChange={setFace} />
        </div>
      </div>
      {looked && <WhoLooked patient={card.id} name={fullName(card)} onClose={() => setLooked(false)} />}
    </>
  )
}
