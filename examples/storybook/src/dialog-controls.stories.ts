import consultConference from '@cordboard/sandbox/scenarios/consult-conference.json?raw';
import inbound from '@cordboard/sandbox/scenarios/inbound.json?raw';
import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/dialog-controls', component: 'dialog-controls' };
export { meta as default };

const shown = (id: string) => html`<dialog-controls dialog-id=${id}></dialog-controls>`;

export const Ringing: Story = story(scenes.ringing, shown);
export const Talking: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const Dialling: Story = story(scenes.dialling, shown);
export const Consulting: Story = story(scenes.consulting, shown);
export const ConsultCall: Story = story(scenes.consultCall, shown);
export const SeveralToJoin: Story = story(scenes.severalToJoin, shown);
export const Conference: Story = story(scenes.conference, shown);
export const Recordable: Story = story(scenes.talkingOnCcx, shown);
export const NoSession: Story = story(scenes.takenOver, shown);
export const AskedFor: Story = story(scenes.callPending, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const OutOfService: Story = story(scenes.outOfService, shown);
export const WholeCall: Story = story({ scenario: inbound }, shown);
export const WholeConference: Story = story({ scenario: consultConference }, shown);
export const FourParties: Story = story(scenes.fourParties, shown);
export const TwoHeld: Story = story(scenes.twoHeld, shown);
export const OfferedAContact: Story = story(scenes.preview, shown);
export const AfterCallWork: Story = story(scenes.wrappingUp, shown);
export const Recording: Story = story(scenes.recording, shown);
export const MuteAndMarkDone: Story = story(scenes.talkingWithMore, shown);
export const Muted: Story = story(scenes.muted, shown);
export const ToBeMarkedDone: Story = story(scenes.toBeMarkedDone, shown);
