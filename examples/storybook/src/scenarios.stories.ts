import consultCancel from '@cordboard/sandbox/scenarios/consult-cancel.json?raw';
import consultConference from '@cordboard/sandbox/scenarios/consult-conference.json?raw';
import consultTransfer from '@cordboard/sandbox/scenarios/consult-transfer.json?raw';
import doubleSignIn from '@cordboard/sandbox/scenarios/double-sign-in.json?raw';
import failoverInConference from '@cordboard/sandbox/scenarios/failover-in-conference.json?raw';
import fourPartyConference from '@cordboard/sandbox/scenarios/four-party-conference.json?raw';
import inbound from '@cordboard/sandbox/scenarios/inbound.json?raw';
import noAnswer from '@cordboard/sandbox/scenarios/no-answer.json?raw';
import outbound from '@cordboard/sandbox/scenarios/outbound.json?raw';
import previewAccept from '@cordboard/sandbox/scenarios/preview-accept.json?raw';
import previewReject from '@cordboard/sandbox/scenarios/preview-reject.json?raw';
import recording from '@cordboard/sandbox/scenarios/recording.json?raw';
import reservedOutbound from '@cordboard/sandbox/scenarios/reserved-outbound.json?raw';
import signInDuringConference from '@cordboard/sandbox/scenarios/sign-in-during-conference.json?raw';
import singleStepTransfer from '@cordboard/sandbox/scenarios/single-step-transfer.json?raw';
import swapThenTransfer from '@cordboard/sandbox/scenarios/swap-then-transfer.json?raw';
import wrapUpRequired from '@cordboard/sandbox/scenarios/wrap-up-required.json?raw';
import { html } from 'lit';
import { story, type Story } from './scene.js';

const meta = { title: 'Scenarios', component: 'desktop-provider' };
export { meta as default };

const desk = (id: string) => html`
  <agent-state-picker></agent-state-picker>
  <dialog-list></dialog-list>
  <call-data dialog-id=${id}></call-data>
`;

const played = (scenario: string): Story => story({ scenario }, desk);

export const ConsultCancel: Story = played(consultCancel);
export const ConsultConference: Story = played(consultConference);
export const ConsultTransfer: Story = played(consultTransfer);
export const DoubleSignIn: Story = played(doubleSignIn);
export const FailoverInConference: Story = played(failoverInConference);
export const FourPartyConference: Story = played(fourPartyConference);
export const Inbound: Story = played(inbound);
export const NoAnswer: Story = played(noAnswer);
export const Outbound: Story = played(outbound);
export const PreviewAccept: Story = played(previewAccept);
export const PreviewReject: Story = played(previewReject);
export const Recording: Story = played(recording);
export const ReservedOutbound: Story = played(reservedOutbound);
export const SignInDuringConference: Story = played(signInDuringConference);
export const SingleStepTransfer: Story = played(singleStepTransfer);
export const SwapThenTransfer: Story = played(swapThenTransfer);
export const WrapUpRequired: Story = played(wrapUpRequired);
