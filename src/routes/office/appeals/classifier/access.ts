import { access } from '#platform/http/access.ts';

const teach = { right: 'appeals.teach-classifier' };

export default access({
	open: { right: 'appeals.see-classifier' },
	actions: { retrain: teach, serve: teach, off: teach, try: { right: 'appeals.see-classifier' } },
});
