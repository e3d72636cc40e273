import { addWords } from '../../i18n/translate.js';
import type { MessageKind } from '../../model/index.js';
import { iconVideo } from '../../theme/kind-icons.js';
import { oneLine } from '../preview.js';
import { parseVideoRequest, type VideoRequestPayload } from './payload.js';

/** How a request for a video is read and told in a line. */
export const reading: Pick<MessageKind<VideoRequestPayload>, 'parse' | 'preview' | 'icon'> = {
  parse: parseVideoRequest,
  preview: ({ state, words = '' }, t) => oneLine(t(`video-request.preview.${state}${words ? '.of' : ''}`, { words })),
  icon: () => iconVideo,
};

addWords({
  'video-request.compose': 'Request a short video',
  'video-request.preview.open': 'Short video requested',
  'video-request.preview.open.of': 'Short video requested: {words}',
  'video-request.preview.answered': 'Short video',
  'video-request.preview.answered.of': 'Short video: {words}',
  'video-request.preview.withdrawn': 'Request for a short video withdrawn',
  'video-request.preview.withdrawn.of': 'Request for a short video withdrawn: {words}',
});
