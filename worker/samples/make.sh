#!/bin/sh
# How the clips in this folder were made (ffmpeg 5.1, libx264, its own aac). Run again only to change them:
# a demo needs no ffmpeg. Bit-exact flags and one thread: the same ffmpeg makes the same bytes.
set -eu
cd "$(dirname "$0")"

clip() { # $1: name  $2: seconds  $3: tone in Hz  $4: a filter graph that ends in [v]
  ffmpeg -v error -y -filter_complex "$4" -f lavfi -i "sine=frequency=$3" -map '[v]' -map 0:a -t "$2" \
    -c:v libx264 -preset veryslow -crf 30 -profile:v high -pix_fmt yuv420p -threads 1 \
    -c:a aac -b:a 48k -ac 1 -movflags +faststart \
    -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1 "$1.mp4"
  ffmpeg -v error -y -ss 1 -i "$1.mp4" -frames:v 1 -vf scale=360:640 -q:v 6 \
    -fflags +bitexact -flags:v +bitexact -map_metadata -1 "$1.jpg"
  echo "$1: $(wc -c <"$1.mp4") bytes"
}

clip ana-launch-split 4 440 \
  'testsrc2=s=720x640:r=30[top];mandelbrot=s=720x640:r=30[bottom];[top][bottom]vstack[v]'
clip ana-launch-left_focus 5 330 \
  'gradients=s=720x1280:r=30:seed=7:nb_colors=2:c0=navy:c1=orange:speed=0.02[v]'
clip ana-launch-intelligent_split 3 523 \
  'life=s=180x320:r=15:seed=11:ratio=0.2:mold=20:death_color=#20304a:life_color=#7fffd4,scale=720:1280:flags=neighbor[v]'
clip ana-podcast-original 6 660 \
  'testsrc2=s=720x1280:r=30[v]'
clip bo-stream-original 3 392 \
  'mandelbrot=s=720x1280:r=30:start_scale=2:end_scale=0.02:end_pts=200[v]'
clip bo-stream-left_focus 3 262 \
  'cellauto=s=360x640:r=30:rule=110:seed=5,scale=720:1280:flags=neighbor[v]'
clip bo-webinar-split 4 247 \
  'smptehdbars=s=720x1280:r=30,hue=H=2*PI*t/4[v]'

# The one that cannot succeed: a real clip whose first bytes are not an mp4's.
{ printf 'this is not an mp4 file\n'; tail -c +25 bo-stream-left_focus.mp4 | head -c 40000; } >broken.mp4
