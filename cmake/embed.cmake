# Turns a text file into a C++ string constant: cmake -DFROM=… -DTO=… -DNAME=… -P embed.cmake
file(READ ${FROM} text)
# A raw string literal may hold 65,536 bytes at most: pieces are put together by the compiler.
string(LENGTH "${text}" length)
set(out "// Made of ${NAME} at build time.\nextern const char* const ${NAME};\nconst char* const ${NAME} =\n")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND out "R\"embedded(${piece})embedded\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
string(APPEND out ";\n")
file(WRITE ${TO} "${out}")
