"""A page to chat on, for trying a flow without a phone: one static document, plain words, no library."""

from typing import Final

PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Telegram sandbox</title>
<style>
body{font:16px/1.4 system-ui,sans-serif;margin:0 auto;max-width:640px;padding:0 12px 130px;background:#e7ebf0;color:#111}
h1{font-size:1rem;color:#444}
.m{background:#fff;border-radius:12px;padding:8px 12px;margin:6px 40px 2px 0;white-space:pre-wrap;overflow-wrap:anywhere}
.me{background:#dcf8c6;margin:6px 0 2px 40px}
.k{display:flex;gap:4px;margin:3px 40px 3px 0}
button{font:inherit;min-height:44px;border:1px solid #3a76b0;border-radius:8px;background:#fff;color:#114b80;padding:4px 12px}
.k button{flex:1}
form{position:fixed;bottom:0;left:0;right:0;background:#fff;padding:10px;display:flex;flex-wrap:wrap;gap:8px;justify-content:center}
input[type=text]{font:inherit;flex:1 1 240px;max-width:420px;min-height:44px;box-sizing:border-box;padding:4px 10px}
</style>
<h1>Telegram sandbox: what the bot sends, as a phone would show it</h1>
<main id="chat" aria-live="polite"></main>
<form id="form"><input type="text" id="text" aria-label="Message" dir="auto" autocomplete="off" placeholder="Message">
<button>Send</button><input type="file" id="file" aria-label="Files" multiple></form>
<script>
const chat=document.getElementById('chat'),text=document.getElementById('text'),file=document.getElementById('file');
let shown='';
async function act(fields,files=[]){const body=new FormData();for(const [k,v] of Object.entries(fields))body.set(k,v);
  for(const one of files)body.append('file',one);
  await fetch('/sandbox/do',{method:'POST',body});await draw();}
function button(label,fields){const b=document.createElement('button');b.type='button';b.textContent=label;b.dir='auto';
  b.onclick=()=>act(fields);return b;}
function bubble(m){const d=document.createElement('div');d.className='m'+(m.from.is_bot?'':' me');d.dir='auto';
  const other=m.contact?'📱 '+m.contact.phone_number:m.location?'📍':m.photo?'🖼':m.document?'📄 '+(m.document.file_name||''):'…';
  d.textContent=m.text||m.caption||other;
  return d;}
function keys(m,last){const rows=[],markup=m.reply_markup||{};
  for(const r of markup.inline_keyboard||[])rows.push(r.map(b=>button(b.text,{data:b.callback_data||'',message:m.message_id})));
  if(last)for(const r of markup.keyboard||[])rows.push(r.map(b=>button(b.text||b,
    b.request_contact?{shares:'contact'}:b.request_location?{shares:'location'}:{says:b.text||b})));
  return rows.map(r=>{const d=document.createElement('div');d.className='k';d.append(...r);return d;});}
async function draw(){const answer=await fetch('/sandbox/messages'),raw=await answer.text();if(raw===shown)return;shown=raw;
  const all=JSON.parse(raw);chat.replaceChildren();
  if(!all.length)chat.append(button('Start',{says:'/start'}));
  all.forEach((m,i)=>chat.append(bubble(m),...keys(m,i===all.length-1)));
  window.scrollTo(0,document.body.scrollHeight);}
document.getElementById('form').onsubmit=async e=>{e.preventDefault();
  if(file.files.length){await act({},file.files);file.value='';}
  if(text.value){const says=text.value;text.value='';await act({says});}};
setInterval(draw,700);draw();
</script></html>
"""
