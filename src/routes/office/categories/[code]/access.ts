import { access } from '#platform/http/access.ts';

const edit = { right: 'appeals.edit-categories' };

export default access({
	open: { right: 'appeals.see-categories' },
	actions: {
		words: edit,
		terms: edit,
		place: edit,
		danger: edit,
		routing: edit,
		own: edit,
		line: edit,
		question: edit,
		check: edit,
		approval: edit,
		offer: edit,
		move: edit,
		undo: edit,
		open: edit,
	},
});
