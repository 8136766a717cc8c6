/**
 * The icons of Veche: from one open set (lucide, ISC), only those used. The name says the meaning on our pages, not
 * the picture, so that a better picture can take its place in one line.
 */
import alarm from 'lucide-static/icons/alarm-clock.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import sort from 'lucide-static/icons/arrow-up-down.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import briefcase from 'lucide-static/icons/briefcase-business.svg?raw';
import building from 'lucide-static/icons/building-2.svg?raw';
import calendar from 'lucide-static/icons/calendar-days.svg?raw';
import camera from 'lucide-static/icons/camera.svg?raw';
import chart from 'lucide-static/icons/chart-line.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import alert from 'lucide-static/icons/circle-alert.svg?raw';
import done from 'lucide-static/icons/circle-check.svg?raw';
import question from 'lucide-static/icons/circle-question-mark.svg?raw';
import refused from 'lucide-static/icons/circle-x.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import coins from 'lucide-static/icons/coins.svg?raw';
import compass from 'lucide-static/icons/compass.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import more from 'lucide-static/icons/ellipsis.svg?raw';
import external from 'lucide-static/icons/external-link.svg?raw';
import sight from 'lucide-static/icons/eye.svg?raw';
import document from 'lucide-static/icons/file-text.svg?raw';
import flag from 'lucide-static/icons/flag.svg?raw';
import filter from 'lucide-static/icons/funnel.svg?raw';
import gauge from 'lucide-static/icons/gauge.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import handshake from 'lucide-static/icons/handshake.svg?raw';
import heart from 'lucide-static/icons/heart-handshake.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import home from 'lucide-static/icons/house.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import inbox from 'lucide-static/icons/inbox.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import landmark from 'lucide-static/icons/landmark.svg?raw';
import lightbulb from 'lucide-static/icons/lightbulb.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import list from 'lucide-static/icons/list.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import signIn from 'lucide-static/icons/log-in.svg?raw';
import signOut from 'lucide-static/icons/log-out.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import map from 'lucide-static/icons/map.svg?raw';
import place from 'lucide-static/icons/map-pin.svg?raw';
import megaphone from 'lucide-static/icons/megaphone.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import message from 'lucide-static/icons/message-square.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import clip from 'lucide-static/icons/paperclip.svg?raw';
import edit from 'lucide-static/icons/pencil.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import print from 'lucide-static/icons/printer.svg?raw';
import again from 'lucide-static/icons/refresh-cw.svg?raw';
import feed from 'lucide-static/icons/rss.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import share from 'lucide-static/icons/share-2.svg?raw';
import shield from 'lucide-static/icons/shield-check.svg?raw';
import sprout from 'lucide-static/icons/sprout.svg?raw';
import kanban from 'lucide-static/icons/square-kanban.svg?raw';
import factory from 'lucide-static/icons/store.svg?raw';
import theme from 'lucide-static/icons/sun-moon.svg?raw';
import table from 'lucide-static/icons/table-2.svg?raw';
import target from 'lucide-static/icons/target.svg?raw';
import remove from 'lucide-static/icons/trash-2.svg?raw';
import down from 'lucide-static/icons/trending-down.svg?raw';
import up from 'lucide-static/icons/trending-up.svg?raw';
import warning from 'lucide-static/icons/triangle-alert.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import person from 'lucide-static/icons/user.svg?raw';
import people from 'lucide-static/icons/users.svg?raw';
import vote from 'lucide-static/icons/vote.svg?raw';
import close from 'lucide-static/icons/x.svg?raw';

const raw = {
	again,
	alarm,
	alert,
	'arrow-left': arrowLeft,
	'arrow-right': arrowRight,
	bell,
	briefcase,
	building,
	calendar,
	camera,
	chart,
	check,
	'chevron-down': chevronDown,
	'chevron-left': chevronLeft,
	'chevron-right': chevronRight,
	'chevron-up': chevronUp,
	clip,
	clock,
	close,
	coins,
	compass,
	copy,
	document,
	done,
	down,
	download,
	edit,
	external,
	factory,
	feed,
	filter,
	flag,
	gauge,
	globe,
	handshake,
	heart,
	history,
	home,
	image,
	inbox,
	info,
	kanban,
	landmark,
	lightbulb,
	link,
	list,
	lock,
	mail,
	map,
	megaphone,
	menu,
	message,
	minus,
	more,
	people,
	person,
	phone,
	place,
	plus,
	print,
	question,
	refused,
	remove,
	search,
	send,
	settings,
	share,
	shield,
	sight,
	'sign-in': signIn,
	'sign-out': signOut,
	sort,
	sprout,
	table,
	target,
	theme,
	up,
	upload,
	vote,
	warning,
};

export type IconName = keyof typeof raw;

/** Only the strokes: the frame is drawn by Icon.svelte, the same for all. */
const strokes = (svg: string) =>
	svg
		.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
		.replace(/\s*\n\s*/g, '')
		.trim();

export const icons = Object.fromEntries(
	Object.entries(raw).map(([name, svg]) => [name, strokes(svg)]),
) as Readonly<Record<IconName, string>>;

export const iconNames = Object.keys(raw) as IconName[];
