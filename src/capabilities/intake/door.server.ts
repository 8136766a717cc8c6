/** The only way into the room. */
export { fileOne, listAppealsOf, readAnswers, readOne, readWay } from './api/appeals.ts';
export { uploadPhotograph } from './api/photographs.ts';
export { listBodies, listCategories, listTerritories, readTerritory } from './api/territories.ts';
export {
	addOneWebhook,
	listWebhooksOf,
	pingOneWebhook,
	readWebhook,
	removeOneWebhook,
	resendOne,
	switchOneWebhook,
} from './api/webhooks.ts';
export type { Origin } from './arrivals-store.server.ts';
export { carryIn } from './import/carry-in.ts';
export {
	columnFields,
	dayFields,
	type Field,
	type FieldMapping,
	stateTargets,
	type WordField,
	type Writing,
	wordFields,
	writings,
} from './import/fields.ts';
export { bodiesFor } from './import/ground.server.ts';
export {
	mostBytes as mostBytesOfTable,
	openImport,
	readAnew,
	resumeImport,
	saveMapping,
	saveValues,
	startCheck,
	startImport,
	startTakingBack,
	stopImport,
	swapDays,
} from './import/manage.ts';
export { importAppeals } from './import/operate.ts';
export { refusedRows } from './import/report.ts';
export type { ImportId, ImportState, MappingId } from './import/store.server.ts';
export { templateCsv, templateXlsx } from './import/template.ts';
export { toldFacts } from './import/told.ts';
export { type ImportView, listImports, viewImport, viewValues } from './import/view.ts';
export type { KeyId } from './keys/key.ts';
export { issueKey, keyInput, type ListedKey, listKeys, revokeKey } from './keys/manage-keys.ts';
export { answerOpen311 } from './open311/serve.server.ts';
export type { EndpointId } from './outbound/endpoint.ts';
export {
	endpointInput,
	readServicesAnew,
	saveAnswers,
	saveEndpoint,
	saveRules,
	sendAgain,
	switchEndpoint,
} from './outbound/manage-endpoints.ts';
export { pollTown } from './outbound/poll-town.ts';
export { listEndpoints, viewEndpoint } from './outbound/view-endpoint.ts';
export { receive } from './receive.ts';
export {
	addWebhook,
	listWebhooks,
	pingWebhook,
	removeWebhook,
	resend,
	switchWebhook,
	viewWebhook,
	webhookInput,
} from './webhooks/manage-webhooks.ts';
export { type WebhookId, webhookEvents } from './webhooks/webhook.ts';
