#!/bin/sh
# Makes the videos of the tests, two to three kB each: 16 by 16 pixels, one picture a second. Needs ffmpeg; what it made is in the repository.
cd "$(dirname "$0")" || exit 1
make() {
  seconds=$1
  shift
  ffmpeg -loglevel error -y -f lavfi -i "testsrc=size=16x16:rate=1:duration=$seconds" -an "$@"
}
h264="-c:v libx264 -preset veryslow -crf 51 -pix_fmt yuv420p -profile:v baseline"
vp8="-c:v libvpx -crf 63 -b:v 1k -f webm"
make 45 $h264 -movflags +faststart 45.mp4
# The header at the end of the file, and in pieces as a browser records it.
make 46 $h264 46.mp4
make 46 $h264 -movflags +frag_keyframe+empty_moov 46-fragments.mp4
make 45 $vp8 45.webm
# Without a length anywhere, as a browser records it.
make 46 $vp8 -live 1 - > 46-live.webm
