/** The only way into the room. */
export { fileOne, listAppealsOf, readAnswers, readOne, readWay } from './api/appeals.ts';
export { uploadPhotograph } from './api/photographs.ts';
export { listBodies, listCategories, listTerritories, readTerritory } from './api/territories.ts';
export type { Origin } from './arrivals-store.server.ts';
export type { KeyId } from './keys/key.ts';
export { issueKey, keyInput, type ListedKey, listKeys, revokeKey } from './keys/manage-keys.ts';
export { answerOpen311 } from './open311/serve.server.ts';
export { receive } from './receive.ts';
