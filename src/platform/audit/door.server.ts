export {
	type AuditCursor,
	type AuditFilter,
	type AuditLine,
	entriesAbout,
	erasePayloads,
	listEntries,
} from './read.server.ts';
export { type Recorded, record, recordAll } from './record.server.ts';
export { type ChainFault, type ChainFaultKind, type ChainReport, verifyChain } from './verify.server.ts';
