export {
	listNotices,
	markRead,
	openNotice,
	type SettingsInput,
	saveSettings,
	settingsOf,
	unreadOf,
} from './account.server.ts';
export { registerNotices, type Way } from './kinds.ts';
export { type Notice, notify, notifyNow } from './notify.server.ts';
export { fillRecipients, type Recipient } from './ports.server.ts';
export { readStopCode, stopLetters } from './stop.server.ts';
