export { isAddress } from './address.ts';
export { type Attach, type Attachment, offerAttachment } from './attach.server.ts';
export { htmlOf } from './compose.ts';
export {
	listLetters,
	readLetter,
	removeMailSettings,
	resendLetter,
	saveMailSettings,
	sendKept,
	sendTestLetter,
	shownSettings,
} from './office.server.ts';
export { type Mail, sendMail } from './send.server.ts';
export { type MailSettings, mailSettings } from './settings.server.ts';
export { type LetterState, letterStates } from './store.server.ts';
export { closeTransport } from './transport.server.ts';
