/** Sends what was typed as this page's reader: the session's cookie counts, since the page is our own. */
export const BROWSABLE_SCRIPT = `
document.querySelector("form")?.addEventListener("submit",async(event)=>{event.preventDefault();
const method=event.submitter.value,text=document.getElementById("body").value,answer=document.getElementById("answer");
answer.textContent="…";
try{const response=await fetch(location.href,{method,headers:{Accept:"application/json","Content-Type":"application/json"},...(method!=="DELETE"&&{body:text})});
const body=await response.text();let shown=body;try{shown=JSON.stringify(JSON.parse(body),null,2)}catch{}
answer.textContent=response.status+" "+response.statusText+"\\n"+shown}catch{answer.textContent="The shop could not be reached."}});`;
